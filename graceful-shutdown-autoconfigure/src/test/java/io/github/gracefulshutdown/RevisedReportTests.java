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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the report tells what has become of the beans that Spring destroys after the
 * cleanup.
 */
class RevisedReportTests {

	private static final Duration END = Duration.ofSeconds(2);

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final ManualClock clock = this.fixture.clock();

	@Test
	void isIncompleteWhenThreadWasInterruptedAfterCleanup() {
		this.fixture.process().ends();
		GracefulShutdown shutdown = this.fixture.create(TestSettings.end(END));
		List<ShutdownOutcome> outcomes = new ArrayList<>();
		List<ShutdownOutcome> written = new CopyOnWriteArrayList<>();
		this.fixture.writers().add((report, events) -> written.add(report.outcome()));
		CompletableFuture<Void> thread = Background.run(() -> {
			shutdown.quiesce(Type.SIGTERM);
			shutdown.beforeClose(false);
			shutdown.cleanUp();
			outcomes.add(shutdown.report().outcome());
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				outcomes.add(shutdown.terminate().outcome());
			}
		});
		Awaitility.await().until(() -> !outcomes.isEmpty());
		this.clock.awaitWaiters(2);
		this.clock.advance(TestSettings.TIMEOUT.minus(END).minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(outcomes).containsExactly(ShutdownOutcome.CLEAN);
		this.clock.advance(Duration.ofNanos(1));
		Background.join(thread);
		assertThat(outcomes).containsExactly(ShutdownOutcome.CLEAN, ShutdownOutcome.INCOMPLETE);
		assertThat(written).containsExactly(ShutdownOutcome.CLEAN, ShutdownOutcome.INCOMPLETE);
		assertThat(this.fixture.log().events("shutdown-ended")).hasSize(2)
			.last()
			.satisfies((event) -> assertThat(event.text()).startsWith("Shutdown INCOMPLETE in 28.00s"));
	}

	@Test
	void reportIsWrittenAgainWhenTheLastBeansTakeTheirTime() {
		this.fixture.process().ends();
		List<Duration> written = new CopyOnWriteArrayList<>();
		this.fixture.writers().add((report, events) -> written.add(report.budget().remaining()));
		GracefulShutdown shutdown = this.fixture.create(TestSettings.end(END));
		shutdown.quiesce(Type.SIGTERM);
		shutdown.cleanUp();
		this.clock.advance(TestSettings.TIMEOUT.dividedBy(10));
		shutdown.terminate();
		assertThat(written).hasSize(1);
		this.clock.advance(Duration.ofNanos(1));
		shutdown.terminate();
		assertThat(written).hasSize(2);
		shutdown.terminate();
		assertThat(written).as("nothing has changed").hasSize(2);
		assertThat(this.fixture.log().events("shutdown-ended")).as("the outcome is the same").hasSize(1);
	}

}
