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

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.springframework.core.env.Environment;

/**
 * Whose report it is.
 *
 * @param service the name of the application
 * @param name which of its processes it is
 * @since 1.0.0
 */
public record ServiceInstance(String service, String name) {

	/**
	 * Returns this process: the host as Kubernetes, Docker and systemd name it, and which
	 * process there.
	 * @param environment where the application has its name
	 * @return this process
	 */
	public static ServiceInstance of(Environment environment) {
		String host = environment.getProperty("HOSTNAME");
		return new ServiceInstance(environment.getProperty("spring.application.name", "application"),
				"%s/%d".formatted((host != null) ? host : hostName(), ProcessHandle.current().pid()));
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "localhost";
		}
	}

}
