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

package io.github.gracefulshutdown;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the drain does with jobs that wait for a thread.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class WaitingJobDrainTests {

	private static final Duration HALF = Duration.ofSeconds(5);

	private static final Duration WINDOW = Duration.ofMillis(700);

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final ManualClock clock = this.fixture.clock();

	private final GracefulShutdown shutdown = this.fixture.create(TestSettings.drain(HALF.multipliedBy(2), WINDOW));

	@Test
	void whatNeverRanIsCounted() {
		this.fixture.jobs().begin(new ActiveJob("queued", "1", this.clock.nanoTime()));
		this.fixture.jobs().begin(new ActiveJob("queued", "2", this.clock.nanoTime()));
		CompletableFuture<Void> quiesced = quiesce();
		passDrain();
		Background.join(quiesced);
		ShutdownReport report = end();
		assertThat(report.jobs().neverRan()).isEqualTo(2);
		assertThat(report.outcome()).isEqualTo(ShutdownOutcome.INCOMPLETE);
		assertThat(this.fixture.log().events("jobs-never-ran")).singleElement()
			.satisfies((event) -> assertThat(event.text()).startsWith("2 jobs"));
	}

	// A thread that is free takes the next one from its queue
	@Test
	void whatWaitsDoesNotBeginWhenOthersAreCut() {
		ActiveJob queued = new ActiveJob("queued", "1", this.clock.nanoTime());
		List<Boolean> begun = new CopyOnWriteArrayList<>();
		this.fixture.requests()
			.begin(new FakeRequest("/slow", this.clock, () -> begun.add(queued.occupy())).withoutThread());
		Thread worker = new Thread(() -> this.fixture.jobs().start("import", "42")) {

			@Override
			public void interrupt() {
				begun.add(queued.occupy());
			}

		};
		worker.start();
		this.fixture.jobs().begin(queued);
		Awaitility.await().until(() -> this.fixture.jobs().active() == 2);
		CompletableFuture<Void> quiesced = quiesce();
		passDrain();
		this.clock.awaitWaiterFor(WINDOW);
		this.clock.advance(WINDOW);
		Background.join(quiesced);
		assertThat(begun).containsExactly(false, false);
		assertThat(end().jobs().neverRan()).isEqualTo(1);
	}

	private CompletableFuture<Void> quiesce() {
		return Background.run(() -> this.shutdown.quiesce(Type.SIGTERM));
	}

	private ShutdownReport end() {
		this.shutdown.cleanUp();
		return this.shutdown.report();
	}

	private void passDrain() {
		for (int half = 1; half <= 2; half++) {
			this.clock.awaitWaiterFor(HALF);
			this.clock.advance(HALF);
		}
	}

}
