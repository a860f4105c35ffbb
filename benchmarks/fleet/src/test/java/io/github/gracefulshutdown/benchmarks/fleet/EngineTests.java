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

package io.github.gracefulshutdown.benchmarks.fleet;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.gracefulshutdown.ShutdownState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Engine}.
 */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class EngineTests {

	private static final Duration GRACE_PERIOD = Duration.ofSeconds(30);

	private final Agenda agenda = new Agenda();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Engine engine = new Engine(this.agenda, this.threads);

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	@Test
	void staysInLameDuckWhileNoTimePasses() {
		start("5/2");
		assertThat(this.engine.state()).isEqualTo(ShutdownState.LAME_DUCK);
		assertThat(this.engine.isQuiesced()).isFalse();
	}

	@Test
	void endsAtMinDurationWhenQuietPeriodIsZero() {
		start("5/0");
		requestAfter(Duration.ofMillis(4900), Duration.ZERO);
		assertThat(quiesced()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void endsQuietPeriodAfterLastRequest() {
		start("5/2");
		requestAfter(Duration.ofMillis(4900), Duration.ZERO);
		assertThat(quiesced()).isEqualTo(Duration.ofMillis(6900));
	}

	@Test
	void endsAtMaxDurationWhenItDoesNotBecomeQuiet() {
		start("1/2/4");
		for (int i = 0; i < 10; i++) {
			requestAfter(Duration.ofSeconds(i), Duration.ZERO);
		}
		assertThat(quiesced()).isEqualTo(Duration.ofSeconds(4));
	}

	@Test
	void endsWithTheLastRequestOfTheDrain() {
		start("1/0");
		requestAfter(Duration.ofMillis(100), Duration.ofMillis(1200));
		requestAfter(Duration.ofMillis(900), Duration.ofSeconds(3));
		assertThat(quiesced()).isEqualTo(Duration.ofMillis(3900));
	}

	@Test
	void cutsRequestsAtTheEndOfTheDrain() {
		SimulatedRequest request = new SimulatedRequest(0);
		this.engine.requests().begin(request);
		start("0/0");
		assertThat(this.engine.state()).isEqualTo(ShutdownState.DRAINING);
		// 27 s less 5 s for the cleanup and 1 s for the end of the process
		assertThat(quiesced()).isEqualTo(Duration.ofSeconds(21));
		assertThat(request.isAborted()).isTrue();
	}

	private void start(String label) {
		this.engine.start(Candidate.of(label).settings(GRACE_PERIOD), () -> {
		});
	}

	private void requestAfter(Duration delay, Duration time) {
		this.agenda.after(delay, () -> {
			SimulatedRequest request = new SimulatedRequest(this.agenda.now());
			if (this.engine.requests().begin(request)) {
				this.agenda.after(time, () -> this.engine.during(() -> this.engine.requests().end(request), () -> {
				}));
			}
		});
	}

	private Duration quiesced() {
		this.agenda.run(this.engine::isQuiesced);
		assertThat(this.engine.state()).isEqualTo(ShutdownState.STOPPING);
		return Duration.ofNanos(this.agenda.now());
	}

}
