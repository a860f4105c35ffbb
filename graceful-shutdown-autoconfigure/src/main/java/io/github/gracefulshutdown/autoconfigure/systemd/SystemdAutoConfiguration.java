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

package io.github.gracefulshutdown.autoconfigure.systemd;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for systemd. The library for its socket is looked for only where
 * there is one.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnProperty(SystemdAutoConfiguration.NOTIFY_SOCKET)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
@Import(NotificationConfiguration.class)
public final class SystemdAutoConfiguration {

	/**
	 * Set by systemd in the environment of a process that it listens to.
	 */
	static final String NOTIFY_SOCKET = "NOTIFY_SOCKET";

	SystemdAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingClass("org.newsclub.net.unix.AFUNIXDatagramChannel")
	SmartInitializingSingleton gracefulShutdownSystemdLibraryMissing(EventLog log) {
		String text = "systemd listens to this process, but cannot be told when the application is ready and when it"
				+ " stops, nor asked to extend TimeoutStopSec: add the dependency"
				+ " com.kohlschutter.junixsocket:junixsocket-core with type pom";
		return () -> log.write(LogEvent.info("systemd-library-missing", text));
	}

}
