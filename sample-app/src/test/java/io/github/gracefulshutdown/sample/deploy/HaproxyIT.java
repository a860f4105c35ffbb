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

package io.github.gracefulshutdown.sample.deploy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.gracefulshutdown.test.process.ServiceInstance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rolling restarts behind HAProxy with the configuration in {@code deploy/}.
 */
@Tag("once")
class HaproxyIT {

	private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

	@TempDir
	private Path directory;

	@BeforeAll
	static void lookForHaproxy() {
		ServerProgram.lookFor(PROGRAM, "HAPROXY_REQUIRED", "haproxy");
	}

	@Test
	void nothingFailsAndNoOrderIsLost(TestReporter reporter) throws Exception {
		int port = ServerProgram.findFreePort();
		try (Instances instances = new Instances(this.directory); ServerProgram haproxy = haproxy(instances, port)) {
			new RollingRestarts(instances, ServiceInstance::name).run(haproxy, reporter);
		}
	}

	private ServerProgram haproxy(Instances instances, int port) throws Exception {
		// It takes them for ready until it has asked
		instances.awaitReady();
		Map<String, String> environment = new HashMap<>(instances.addresses(port));
		environment.put("STATS", "127.0.0.1:" + ServerProgram.findFreePort());
		String configuration = Directives.file("haproxy/haproxy.cfg").toAbsolutePath().toString();
		return new ServerProgram(this.directory, environment, port,
				List.of(PROGRAM.toString(), "-db", "-f", configuration));
	}

}
