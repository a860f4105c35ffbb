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

package io.github.gracefulshutdown.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.gracefulshutdown.sample.deploy.ServerProgram;

/**
 * A real HAProxy that asks two instances for their readiness twice a second, and sends no
 * request again.
 */
final class HaproxyServer implements AutoCloseable {

	private final int port = ServerProgram.findFreePort();

	private final ServerProgram program;

	HaproxyServer(Path directory, int first, int second) throws IOException {
		Path configuration = directory.resolve("haproxy.cfg");
		Files.writeString(configuration, """
				defaults
				    mode http
				    option http-keep-alive
				    timeout connect 1s
				    timeout client 60s
				    timeout server 60s
				    retries 0
				frontend services
				    bind 127.0.0.1:%d
				    default_backend instances
				backend instances
				    balance roundrobin
				    option httpchk GET /actuator/health/readiness
				    http-check expect status 200
				    default-server check inter 500ms fall 2 rise 1
				    server first 127.0.0.1:%d
				    server second 127.0.0.1:%d
				""".formatted(this.port, first, second));
		this.program = new ServerProgram(directory, Map.of(), this.port,
				List.of("/usr/sbin/haproxy", "-db", "-f", configuration.toString()));
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.program.close();
	}

}
