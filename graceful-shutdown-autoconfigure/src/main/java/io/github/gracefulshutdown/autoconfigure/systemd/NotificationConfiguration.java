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
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.systemd.NotifySocket;
import io.github.gracefulshutdown.systemd.ReadyNotification;
import io.github.gracefulshutdown.systemd.ShutdownNotification;
import org.newsclub.net.unix.AFUNIXDatagramChannel;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What systemd is told, with a library for datagram Unix sockets, which the JDK cannot
 * open.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(AFUNIXDatagramChannel.class)
class NotificationConfiguration {

	@Bean
	@ConditionalOnMissingBean
	NotifySocket gracefulShutdownSystemdNotifySocket(Environment environment, EventLog log) {
		return new NotifySocket(environment.getRequiredProperty(SystemdAutoConfiguration.NOTIFY_SOCKET), log);
	}

	@Bean
	ReadyNotification gracefulShutdownSystemdReadyNotification(NotifySocket socket, GracefulShutdown shutdown,
			ApplicationContext context) {
		return new ReadyNotification(socket, shutdown, context);
	}

	@Bean
	ShutdownNotification gracefulShutdownSystemdShutdownNotification(NotifySocket socket,
			ObjectProvider<GracefulShutdown> shutdown, HostProcess process) {
		// The shutdown cannot be there yet: it needs its participants first
		return new ShutdownNotification(socket, () -> shutdown.getObject().report(), process);
	}

}
