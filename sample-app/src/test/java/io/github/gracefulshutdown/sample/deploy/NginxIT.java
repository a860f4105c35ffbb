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

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rolling restarts behind nginx with the configuration in {@code deploy/}.
 */
@Tag("once")
class NginxIT {

	private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

	@TempDir
	private Path directory;

	@BeforeAll
	static void lookForNginx() {
		ServerProgram.lookFor(PROGRAM, "NGINX_REQUIRED", "nginx-light");
	}

	@Test
	void nothingFailsAndNoOrderIsLost(TestReporter reporter) throws Exception {
		int port = ServerProgram.findFreePort();
		try (Instances instances = new Instances(this.directory); ServerProgram nginx = nginx(instances, port)) {
			new RollingRestarts(instances, instances::address).run(nginx, reporter);
		}
	}

	private ServerProgram nginx(Instances instances, int port) throws Exception {
		instances.awaitReady();
		Path configuration = this.directory.resolve("nginx.conf");
		Files.writeString(configuration,
				Directives.fillIn(Directives.read("nginx/nginx.conf.template"), instances.addresses(port)));
		// Where its package has them, only root may write
		Path paths = Files.createDirectory(this.directory.resolve("conf.d")).resolve("paths.conf");
		for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
			Path temporary = this.directory.resolve("nginx-" + kind);
			Files.writeString(paths, "%s_temp_path %s;%n".formatted(kind, temporary), StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		return new ServerProgram(this.directory, Map.of(), port,
				List.of(PROGRAM.toString(), "-p", this.directory.toString(), "-c", configuration.toString(), "-e",
						"stderr", "-g", "daemon off; pid nginx.pid;"));
	}

}
