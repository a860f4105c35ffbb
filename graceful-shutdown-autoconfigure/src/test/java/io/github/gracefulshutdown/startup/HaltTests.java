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

package io.github.gracefulshutdown.startup;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.FakeProcess;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ManualClock;
import io.github.gracefulshutdown.RecordingLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Halt}.
 */
@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class HaltTests {

	private final LogEvent event = LogEvent.error("test", "What hangs");

	private final FakeProcess process = new FakeProcess();

	private final ManualClock clock = new ManualClock();

	@Test
	void haltsWhenWritten(CapturedOutput output) {
		RecordingLog log = new RecordingLog();
		halt(log).because(() -> this.event);
		assertThat(log.events()).containsExactly(this.event);
		assertThat(this.process.calls()).containsExactly("halt 2");
		assertThat(output.getErr()).doesNotContain("What hangs");
	}

	@Test
	void printsWhenLogFails(CapturedOutput output) {
		halt((event) -> {
			throw new LinkageError("As it was told");
		}).because(() -> this.event);
		assertThat(output.getErr()).contains("ERROR What hangs");
		assertThat(this.process.calls()).containsExactly("halt 2");
	}

	@Test
	void printsWhenLogHangsForSecond(CapturedOutput output) {
		CountDownLatch never = new CountDownLatch(1);
		Halt halt = halt((event) -> Background.await(never));
		CompletableFuture<Void> halting = Background.run(() -> halt.because(() -> this.event));
		this.clock.awaitWaiterFor(Duration.ofSeconds(1));
		assertThat(output.getErr()).doesNotContain("What hangs");
		this.clock.advance(Duration.ofSeconds(1));
		Background.join(halting);
		assertThat(output.getErr()).contains("ERROR What hangs");
		assertThat(this.process.calls()).containsExactly("halt 2");
		never.countDown();
	}

	@Test
	void haltsWhenNothingCanBeSaid() {
		halt(new RecordingLog()).because(() -> {
			throw new IllegalStateException("As it was told");
		});
		assertThat(this.process.calls()).containsExactly("halt 2");
	}

	private Halt halt(EventLog log) {
		return new Halt(this.process, log, this.clock, 2);
	}

}
