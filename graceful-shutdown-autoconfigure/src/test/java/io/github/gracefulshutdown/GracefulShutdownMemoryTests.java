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

import java.util.List;
import java.util.function.Supplier;

import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what {@link GracefulShutdown} does when there is no memory for a moment.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class GracefulShutdownMemoryTests {

	private final ShutdownFixture fixture = new ShutdownFixture();

	@Test
	void stateThatCannotBeAnnouncedIsGoneThrough() {
		GracefulShutdown shutdown = create(() -> {
			throw new OutOfMemoryError("expected");
		}, LogMute.none(), this.fixture.clock());
		shutdown.quiesce(Type.SIGTERM);
		assertThat(shutdown.state()).isEqualTo(ShutdownState.STOPPING);
		assertThat(this.fixture.log().events("state-failed")).hasSize(1);
	}

	@Test
	void nobodyWaitsForFirstTriggerThatHasFailed() {
		FailingClock clock = new FailingClock();
		GracefulShutdown shutdown = create(List::of, new LogMute() {

			@Override
			public void begin() {
				clock.failing.set(true);
			}

			@Override
			public void end() {
			}

			@Override
			public long count() {
				return 0;
			}

		}, clock);
		assertThatIllegalStateException().isThrownBy(() -> shutdown.quiesce(Type.SIGTERM));
		clock.failing.set(false);
		shutdown.quiesce(Type.CONTEXT_CLOSED);
		assertThat(shutdown.state()).isEqualTo(ShutdownState.RUNNING);
	}

	private GracefulShutdown create(Supplier<List<ShutdownParticipant>> participants, LogMute mute,
			ShutdownClock clock) {
		HostApplication application = new HostApplication(participants, this.fixture.tasks(),
				new LifecycleBeans(new DefaultListableBeanFactory()), List.of(), null, this.fixture.publisher(),
				this.fixture.log(), mute, this.fixture.process());
		return new GracefulShutdown(TestSettings.plain(), this.fixture.requests(), this.fixture.jobs(), application,
				clock);
	}

}
