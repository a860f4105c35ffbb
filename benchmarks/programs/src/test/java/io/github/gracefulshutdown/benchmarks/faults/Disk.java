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

package io.github.gracefulshutdown.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What happens to the directory of the reports.
 */
final class Disk {

	private Disk() {
	}

	/**
	 * The process can make files, but write nothing into them, as on a full disk. Where
	 * there is no {@code prlimit}, the directory is lost instead.
	 * @param target the process
	 * @throws Exception if it is not possible
	 */
	static void fill(Target target) throws Exception {
		String pid = Long.toString(target.process().pid());
		try {
			Process prlimit = new ProcessBuilder("prlimit", "--pid", pid, "--fsize=0:0").inheritIO().start();
			if (!prlimit.waitFor(Target.PATIENCE.toSeconds(), TimeUnit.SECONDS) || prlimit.exitValue() != 0) {
				prlimit.destroyForcibly();
				throw new IllegalStateException("prlimit failed");
			}
		}
		catch (IOException ex) {
			lose(target);
		}
	}

	/**
	 * Where the directory was, there is a file.
	 * @param target the process
	 * @throws IOException if it is not possible
	 */
	static void lose(Target target) throws IOException {
		Path reports = target.directory().resolve("reports");
		Files.move(reports, target.directory().resolve("reports-lost"));
		Files.createFile(reports);
	}

}
