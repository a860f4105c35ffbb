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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link Rehearsal}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RehearsalTests {

	@Test
	void goesThroughAllStatesWithoutAWord(CapturedOutput output) {
		GracefulShutdown shutdown = Rehearsal.run(ShutdownClock.system());
		assertThat(shutdown.report().stages()).extracting(ShutdownReport.Stage::name)
			.containsExactly(ShutdownState.LAME_DUCK, ShutdownState.DRAINING, ShutdownState.STOPPING,
					ShutdownState.CLEANING_UP, ShutdownState.TERMINATED);
		assertThat(shutdown.report().outcome()).isEqualTo(ShutdownOutcome.CLEAN);
		assertThat(output).doesNotContain("Shutdown ").doesNotContain("Shutting");
	}

	@Test
	void saysThatItCannotPrepareToMute() {
		RecordingMute mute = new RecordingMute();
		mute.fail();
		List<LogEvent> events = new ArrayList<>();
		new ShutdownLog(events::add, mute).prepare();
		assertThat(events).singleElement()
			.satisfies((event) -> assertThat(event.text()).contains("muting of the log failed"));
	}

	@Test
	void preparesToMute() {
		RecordingMute mute = new RecordingMute();
		Rehearsal.start(ShutdownClock.system(), new ShutdownLog((event) -> {
		}, mute));
		await().untilAsserted(() -> assertThat(mute.calls()).containsExactly("prepare"));
	}

}
