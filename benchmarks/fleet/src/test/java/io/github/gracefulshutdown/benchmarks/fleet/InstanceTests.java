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
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Instance}.
 */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class InstanceTests {

	private final Agenda agenda = new Agenda();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Instance instance = new Instance(this.agenda, new Engine(this.agenda, this.threads));

	private final SimulatedRequest request = new SimulatedRequest(0);

	private final AtomicInteger refusing = new AtomicInteger();

	private final AtomicInteger gone = new AtomicInteger();

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	@Test
	void servesAllInTheLameDuckAndSaysClose() {
		terminate("5/0");
		assertThat(this.refusing).hasValue(1);
		assertThat(this.instance.isListening()).isTrue();
		assertThat(this.instance.answersOnKept()).isTrue();
		assertThat(this.instance.saysClose()).isTrue();
	}

	@Test
	void takesNoConnectionsInTheDrainAndAnswersOnThoseItHas() {
		this.instance.begin(this.request);
		terminate("0/0");
		assertThat(this.instance.isListening()).isFalse();
		assertThat(this.instance.answersOnKept()).isTrue();
		assertThat(this.instance.begin(new SimulatedRequest(0))).isTrue();
	}

	@Test
	void plainLeavesItsConnectionsWithoutAWord() {
		this.instance.begin(this.request);
		terminate("plain");
		assertThat(this.instance.isListening()).isFalse();
		assertThat(this.instance.answersOnKept()).isFalse();
		assertThat(this.instance.saysClose()).isFalse();
	}

	@Test
	void closesConnectionsAfterTheDrainAndThenExits() {
		this.instance.begin(this.request);
		terminate("0/0");
		this.agenda.after(Duration.ofSeconds(3), () -> assertThat(this.instance.end(this.request)).isTrue());
		this.agenda.run(() -> this.gone.get() > 0);
		assertThat(this.instance.begin(new SimulatedRequest(0))).isFalse();
		assertThat(this.instance.answersOnKept()).isFalse();
		assertThat(this.instance.closedSince()).isEqualTo(Duration.ofMillis(3020).toNanos());
		assertThat(this.agenda.now()).isEqualTo(Duration.ofMillis(3150).toNanos());
		assertThat(this.refusing).hasValue(1);
		assertThat(this.gone).hasValue(1);
	}

	private void terminate(String label) {
		Scenario scenario = new Scenario(1, 1, Notice.of("0"), new Scenario.Traffic(1, (random) -> Duration.ZERO),
				new Scenario.Connections(1, Duration.ZERO, Duration.ZERO),
				new Scenario.RollOut(1, 1, false, Duration.ZERO, Duration.ZERO),
				new Scenario.End(Duration.ofMillis(20), Duration.ofMillis(150)), Duration.ofSeconds(30), 42);
		this.instance.terminate(Candidate.of(label), scenario, this.refusing::incrementAndGet,
				this.gone::incrementAndGet);
	}

}
