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

package io.github.gracefulshutdown.doctor;

import java.util.List;
import java.util.Optional;

import io.github.gracefulshutdown.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShellCheck}.
 */
class ShellCheckTests {

	@ParameterizedTest
	@ValueSource(strings = { "ash", "bash", "busybox", "dash", "ksh", "sh", "zsh" })
	void findsShellWhenItIsProcessOne(String shell) {
		assertThat(check(new Ancestor(1, shell, false))).hasValueSatisfying((finding) -> {
			assertThat(finding.level()).isEqualTo(LogEvent.Level.WARN);
			assertThat(finding.id()).isEqualTo("doctor-shell-pid-1");
			assertThat(finding.text()).contains("process 1 is the shell " + shell, "ENTRYPOINT", "exec", "--init");
			assertThat(finding.fields()).containsEntry("shutdown.event", "doctor-shell-pid-1")
				.containsEntry("shutdown.shell", shell);
		});
	}

	@Test
	void findsFirstShellWhenShellsStartEachOther() {
		assertThat(check(new Ancestor(30, "bash", true), new Ancestor(7, "sh", false), new Ancestor(1, "dash", false)))
			.hasValueSatisfying((finding) -> assertThat(finding.fields()).containsEntry("shutdown.shell", "dash"));
	}

	@Test
	void findsNothingWhenProcessHasNoAncestors() {
		assertThat(check()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "tini", "dumb-init", "systemd", "java", "" })
	void findsNothingWhenProcessOneIsNoShell(String name) {
		assertThat(check(new Ancestor(7, "sh", false), new Ancestor(1, name, false))).isEmpty();
	}

	@Test
	void findsNothingWhenOtherProcessIsBetween() {
		assertThat(check(new Ancestor(7, "tini", false), new Ancestor(1, "sh", false))).isEmpty();
	}

	@Test
	void findsNothingWhenShellIsNotProcessOne() {
		assertThat(check(new Ancestor(7, "sh", false))).isEmpty();
	}

	@Test
	void findsNothingWhenFirstShellTrapsSignal() {
		assertThat(check(new Ancestor(7, "sh", false), new Ancestor(1, "sh", true))).isEmpty();
	}

	private static Optional<LogEvent> check(Ancestor... ancestors) {
		return new ShellCheck(() -> List.of(ancestors)).run();
	}

}
