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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Agenda}.
 */
class AgendaTests {

	private final Agenda agenda = new Agenda();

	private final List<String> events = new ArrayList<>();

	@Test
	void runsEventsInTheOrderOfTheirTime() {
		note(2, "second");
		note(1, "first");
		note(3, "third");
		this.agenda.run(() -> this.events.size() == 2);
		assertThat(this.events).containsExactly("first", "second");
		assertThat(this.agenda.now()).isEqualTo(Duration.ofSeconds(2).toNanos());
	}

	@Test
	void keepsTheOrderOfEventsOfTheSameTime() {
		for (int i = 0; i < 20; i++) {
			note(1, "event " + i);
		}
		this.agenda.run(() -> this.events.size() == 20);
		assertThat(this.events).startsWith("event 0", "event 1", "event 2", "event 3").endsWith("event 19");
	}

	@Test
	void neverGoesBack() {
		note(1, "first");
		this.agenda.run(() -> this.events.size() == 1);
		this.agenda.at(0, () -> this.events.add("late"));
		this.agenda.run(() -> this.events.size() == 2);
		assertThat(this.agenda.now()).isEqualTo(Duration.ofSeconds(1).toNanos());
	}

	private void note(int seconds, String event) {
		this.agenda.after(Duration.ofSeconds(seconds), () -> this.events.add(event));
	}

}
