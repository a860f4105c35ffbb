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

package io.github.gracefulshutdown.jetty;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.gracefulshutdown.ShutdownParticipant;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Stops Jetty from accepting connections at the beginning of the drain, while those that
 * are open are still served, each once, and clients that speak HTTP/2 are told to go
 * away. A management server of its own goes on to accept, and only tells its clients to
 * leave: from the trigger on Jetty says {@code Connection: close}. Requests that the
 * drain had to leave behind are not waited for again.
 *
 * @since 1.0.0
 */
public final class JettyConnectors implements ShutdownParticipant, ApplicationListener<WebServerInitializedEvent> {

	// Instead of 5 s, in which Jetty would wait for a thread that the drain has waited
	// for, and has interrupted (org.eclipse.jetty.util.thread.QueuedThreadPool#doStop)
	private static final Duration STOP_TIMEOUT = Duration.ofMillis(500);

	private final ApplicationContext context;

	private final List<JettyWebServer> servers = new CopyOnWriteArrayList<>();

	private final List<JettyWebServer> managementServers = new CopyOnWriteArrayList<>();

	/**
	 * Creates an object that waits for the web servers to start.
	 * @param context the application context whose web server it is about
	 */
	public JettyConnectors(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (!(event.getWebServer() instanceof JettyWebServer jetty)) {
			return;
		}
		if (event.getApplicationContext() == this.context) {
			this.servers.add(jetty);
		}
		else if (WebServerApplicationContext.hasServerNamespace(event.getApplicationContext(), "management")) {
			this.managementServers.add(jetty);
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void shutdownStarted() {
		for (JettyWebServer server : this.managementServers) {
			for (Connector connector : server.getServer().getConnectors()) {
				HttpConnectionFactory http11 = connector.getConnectionFactory(HttpConnectionFactory.class);
				if (http11 != null) {
					http11.getHttpConfiguration().setPersistentConnectionsEnabled(false);
				}
			}
		}
	}

	@Override
	public void drainStarted() {
		for (JettyWebServer server : this.servers) {
			for (Connector connector : server.getServer().getConnectors()) {
				if (connector instanceof AbstractConnector accepting) {
					stopAccepting(accepting);
					sayGoAway(accepting);
				}
			}
			if (server.getServer().getThreadPool() instanceof QueuedThreadPool threads) {
				threads.setStopTimeout(Math.min(threads.getStopTimeout(), STOP_TIMEOUT.toMillis()));
			}
		}
	}

	// Jetty would also close each connection that is idle for a second, under a client
	// that is about to use it. Spring Boot has it do so after the drain
	// (org.eclipse.jetty.server.AbstractConnector#shutdown). The future that is ignored
	// ends with the last connection; the drain ends with the last request.
	@SuppressWarnings("FutureReturnValueIgnored")
	private static void stopAccepting(AbstractConnector connector) {
		long timeout = connector.getShutdownIdleTimeout();
		connector.setShutdownIdleTimeout(connector.getIdleTimeout());
		connector.shutdown();
		connector.setShutdownIdleTimeout(timeout);
	}

	// The sessions of HTTP/2: a client that goes on to send would keep the drain from
	// ending. The future that is ignored ends with the last session.
	@SuppressWarnings("FutureReturnValueIgnored")
	private static void sayGoAway(AbstractConnector connector) {
		connector.getContainedBeans(Graceful.class).forEach(Graceful::shutdown);
	}

}
