/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.gracefulshutdown.signal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sun.misc.Signal;
import sun.misc.SignalHandler;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests of {@link SignalDispatcher} with signals that the application handles itself.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForeignHandlerTests {

	private final Map<Signal, SignalHandler> handlers = new LinkedHashMap<>();

	private final Own own = new Own();

	private final SignalDispatcher dispatcher = new SignalDispatcher((exitCode) -> {
	}, Thread::start);

	private final ShutdownSignals context = mock();

	@BeforeEach
	void handle() {
		for (String name : List.of("TERM", "INT", "HUP", "USR1")) {
			Signal signal = new Signal(name);
			this.handlers.put(signal, Signal.handle(signal, this.own));
		}
		given(this.context.statusSignal()).willReturn(StatusSignal.of("USR1"));
	}

	@AfterEach
	void restoreHandlers() {
		this.dispatcher.remove(this.context);
		this.handlers.forEach(Signal::handle);
	}

	@Test
	void whatIsNotMeantToEndTheProcessIsLeftToTheApplication(CapturedOutput output) {
		this.dispatcher.add(this.context);
		assertThat(handler("HUP")).isSameAs(this.own);
		assertThat(handler("USR1")).isSameAs(this.own);
		assertThat(output).contains("SIGHUP is left to " + Own.class.getName());
	}

	@Test
	void whatEndsTheProcessLeadsToTheShutdown(CapturedOutput output) {
		this.dispatcher.add(this.context);
		assertThat(this.dispatcher.isHandling()).isTrue();
		assertThat(handler("TERM")).isNotSameAs(this.own);
		assertThat(handler("INT")).isNotSameAs(this.own);
		assertThat(output).contains("SIGTERM leads to the shutdown, and no longer to " + Own.class.getName())
			.contains("'graceful-shutdown.signals.enabled: false'");
	}

	@Test
	void getsBackWhatWasTaken() {
		this.dispatcher.add(this.context);
		this.dispatcher.remove(this.context);
		assertThat(handler("TERM")).isSameAs(this.own);
	}

	private static SignalHandler handler(String name) {
		Signal signal = new Signal(name);
		SignalHandler handler = Signal.handle(signal, SignalHandler.SIG_DFL);
		Signal.handle(signal, handler);
		return handler;
	}

	/**
	 * Reloads something, say.
	 */
	static final class Own implements SignalHandler {

		@Override
		public void handle(Signal signal) {
		}

	}

}
