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

package io.github.gracefulshutdown.systemd;

import io.github.gracefulshutdown.GracefulShutdown;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Tells systemd when the application is ready, which is what a unit with
 * {@code Type=notify} waits for. Not if a trigger came first.
 *
 * @since 1.0.0
 */
public final class ReadyNotification implements ApplicationListener<ApplicationReadyEvent> {

	private final NotifySocket socket;

	private final GracefulShutdown shutdown;

	private final ApplicationContext context;

	/**
	 * Creates a listener.
	 * @param socket where systemd listens
	 * @param shutdown the shutdown
	 * @param context the application context that becomes ready
	 */
	public ReadyNotification(NotifySocket socket, GracefulShutdown shutdown, ApplicationContext context) {
		this.socket = socket;
		this.shutdown = shutdown;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() == this.context && !this.shutdown.isStarted()) {
			this.socket.send("READY=1");
		}
	}

}
