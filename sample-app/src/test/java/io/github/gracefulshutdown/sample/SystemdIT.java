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

package io.github.gracefulshutdown.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.sample.process.SystemdUnit;
import io.github.gracefulshutdown.test.process.RawConnection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A unit whose {@code TimeoutStopSec} is shorter than its drain.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class SystemdIT {

	private static final Duration TIMEOUT_STOP = Duration.ofSeconds(5);

	private static final int KILLED = 137;

	@TempDir
	private Path directory;

	@Test
	void isNotKilledBecauseItAsksForMoreTime() throws Exception {
		try (SystemdUnit unit = SystemdUnit.start(SampleLauncher.of(this.directory, "orders"));
				RawConnection slow = Sample.begin(unit.service(), "/report?ms=12000")) {
			SystemdUnit.Stop stop = unit.stop(TIMEOUT_STOP, true);
			assertThat(stop.killed()).as("%s", unit.service().output()).isFalse();
			assertThat(stop.exitCode()).isZero();
			assertThat(stop.took()).isGreaterThan(TIMEOUT_STOP.multipliedBy(2));
			assertThat(slow.receive(Sample.TIMEOUT).status()).isEqualTo(200);
			assertMessages(unit.messages());
		}
	}

	@Test
	void isKilledWhenItsAskingIsIgnored() throws Exception {
		try (SystemdUnit unit = SystemdUnit.start(SampleLauncher.of(this.directory, "orders"));
				RawConnection slow = Sample.begin(unit.service(), "/report?ms=12000")) {
			SystemdUnit.Stop stop = unit.stop(TIMEOUT_STOP, false);
			assertThat(stop.killed()).isTrue();
			assertThat(stop.exitCode()).isEqualTo(KILLED);
			assertThat(stop.took()).isBetween(TIMEOUT_STOP, TIMEOUT_STOP.multipliedBy(2));
			assertThat(slow.exchanges()).isZero();
		}
	}

	private static void assertMessages(List<List<String>> messages) {
		assertThat(messages).hasSize(6);
		assertThat(messages.get(0)).containsExactly("READY=1");
		assertThat(messages.get(1)).contains("STOPPING=1", "STATUS=Shutting down: LAME_DUCK, active requests: 1");
		assertThat(messages.get(2)).contains("STATUS=Shutting down: DRAINING, active requests: 1");
		assertThat(messages.get(3)).contains("STATUS=Shutting down: STOPPING, active requests: 0");
		assertThat(messages.get(4)).contains("STATUS=Shutting down: CLEANING_UP, active requests: 0");
		assertThat(messages.get(5)).contains("STATUS=Shutting down: TERMINATED, active requests: 0");
	}

}
