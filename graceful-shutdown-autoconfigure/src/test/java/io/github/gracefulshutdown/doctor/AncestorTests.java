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

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link Ancestor}, with processes of this machine.
 */
@Timeout(20)
class AncestorTests {

	@BeforeEach
	void needsLinux() {
		assumeThat(Files.isReadable(Path.of("/proc/self/status"))).isTrue();
	}

	@Test
	void startsWithParent() {
		List<Ancestor> ancestors = Ancestor.ofThisProcess();
		ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
		assertThat(ancestors.get(0)).isEqualTo(Ancestor.of(parent));
		assertThat(ancestors).extracting(Ancestor::pid).doesNotHaveDuplicates();
	}

	@Test
	void doesNotTrapSignalByDefault() throws Exception {
		Ancestor shell = shell("echo; read wait");
		assertThat(shell.name()).isIn("ash", "bash", "busybox", "dash", "ksh", "sh", "zsh");
		assertThat(shell.trapsTerminate()).isFalse();
	}

	@Test
	void trapsSignalWhenScriptSaysSo() throws Exception {
		assertThat(shell("trap 'exit 0' TERM; echo; read wait").trapsTerminate()).isTrue();
	}

	@Test
	void doesNotTrapSignalWhenScriptIgnoresIt() throws Exception {
		assertThat(shell("trap '' TERM; echo; read wait").trapsTerminate()).isFalse();
	}

	@Test
	void doesNotTrapSignalWhenScriptTrapsAnother() throws Exception {
		assertThat(shell("trap 'exit 0' HUP; echo; read wait").trapsTerminate()).isFalse();
	}

	// As the init of BusyBox, which asks for it with sigtimedwait(2)
	@Test
	void trapsSignalThatItBlocks(@TempDir Path directory) throws Exception {
		Path status = directory.resolve("status");
		assertThat(Ancestor.trapsTerminate(Files.writeString(status, "Name:\tinit\nSigBlk:\t0000000000004000\n")))
			.isTrue();
		assertThat(Ancestor.trapsTerminate(Files.writeString(status, "Name:\tinit\nSigIgn:\t0000000000004000\n")))
			.isFalse();
	}

	@Test
	void isUnknownWhenProcessHasEnded() throws Exception {
		Process process = new ProcessBuilder("sh", "-c", "exit 0").start();
		process.waitFor();
		assertThat(Ancestor.of(process.toHandle())).isEqualTo(new Ancestor(process.pid(), "", false));
	}

	// Writes a line as soon as it has run the beginning of the script
	private static Ancestor shell(String script) throws Exception {
		Process process = new ProcessBuilder("sh", "-c", script).start();
		try (InputStream output = process.getInputStream()) {
			assertThat(output.read()).isEqualTo('\n');
			return Ancestor.of(process.toHandle());
		}
		finally {
			process.destroyForcibly();
		}
	}

}
