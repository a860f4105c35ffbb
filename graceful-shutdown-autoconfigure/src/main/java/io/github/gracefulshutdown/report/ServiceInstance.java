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

package io.github.gracefulshutdown.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.core.env.Environment;

/**
 * Whose report it is.
 *
 * @param service the name of the application
 * @param name which of its processes it is
 * @since 1.0.0
 */
public record ServiceInstance(String service, String name) {

	// https://docs.kernel.org/admin-guide/sysctl/kernel.html
	private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

	/**
	 * Returns this process: the host as Kubernetes, Docker and systemd name it, and which
	 * process there.
	 * @param environment where the application has its name
	 * @return this process
	 */
	public static ServiceInstance of(Environment environment) {
		return new ServiceInstance(environment.getProperty("spring.application.name", "application"),
				"%s/%d".formatted(hostName(), ProcessHandle.current().pid()));
	}

	// Without InetAddress, which asks the network and may wait for it for seconds
	private static String hostName() {
		Map<String, String> variables = System.getenv();
		String host = variables.getOrDefault("HOSTNAME", variables.getOrDefault("COMPUTERNAME", ""));
		if (!host.isEmpty()) {
			return host;
		}
		try {
			return Files.readString(LINUX).strip();
		}
		catch (IOException ex) {
			return "localhost";
		}
	}

}
