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

import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the part that {@link LogMute} has in a {@link GracefulShutdown}.
 */
@Timeout(30)
class GracefulShutdownMuteTests {

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final RecordingMute mute = this.fixture.mute();

	@Test
	void mutesFromTheTriggerOn() {
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain(), this.fixture.tasks(), List.of(told()));
		shutdown.ready();
		assertThat(this.mute.calls()).isEmpty();
		shutdown.quiesce(Type.SIGTERM);
		shutdown.quiesce(Type.CONTEXT_CLOSED);
		assertThat(this.mute.calls()).containsExactly("begin", "participant");
	}

	private ShutdownParticipant told() {
		return new ShutdownParticipant() {

			@Override
			public void shutdownStarted() {
				GracefulShutdownMuteTests.this.mute.calls().add("participant");
			}

		};
	}

	@Test
	void endsWithTheApplicationWhenTheProcessGoesOn() {
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.CONTEXT_CLOSED);
		shutdown.cleanUp();
		assertThat(this.mute.calls()).containsExactly("begin");
		shutdown.afterClose();
		assertThat(this.mute.calls()).containsExactly("begin", "end");
	}

	@Test
	void goesOnUntilTheEndOfTheProcess() {
		this.fixture.process().ends();
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.SIGTERM);
		shutdown.cleanUp();
		shutdown.afterClose();
		shutdown.terminate();
		assertThat(this.mute.calls()).containsExactly("begin");
	}

	@Test
	void summarySaysHowMuchWasMuted() {
		this.mute.count(3);
		LogEvent summary = end();
		assertThat(summary.text()).endsWith("; jobs completed 0, interrupted 0; log lines muted 3");
		assertThat(summary.fields()).containsEntry("shutdown.log.muted", 3L);
	}

	@Test
	void summaryDoesNotSayThatNothingWasMuted() {
		LogEvent summary = end();
		assertThat(summary.text()).endsWith("; jobs completed 0, interrupted 0");
		assertThat(summary.fields()).doesNotContainKey("shutdown.log.muted");
	}

	@Test
	void goesOnWithoutWhenItFails() {
		this.mute.fail();
		assertThat(end().text()).startsWith("Shutdown CLEAN");
		assertThat(this.fixture.log().events("callback-failed")).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("muting of the log failed"));
	}

	private LogEvent end() {
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		shutdown.quiesce(Type.CONTEXT_CLOSED);
		shutdown.cleanUp();
		assertThat(shutdown.report().muted()).isEqualTo(this.mute.count());
		return this.fixture.log().events("shutdown-ended").get(0);
	}

}
