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

package io.github.gracefulshutdown.tomcat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.gracefulshutdown.ShutdownParticipant;
import org.apache.catalina.Container;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Stops Tomcat from accepting connections at the beginning of the drain, while those that
 * are open are still served; HTTP/2 clients get a {@code GOAWAY}. A management server of
 * its own goes on to accept, and only tells its clients to leave: from the trigger on it
 * allows one request per connection, which is what makes Tomcat itself say
 * {@code Connection: close}.
 *
 * @since 1.0.0
 */
public final class TomcatConnectors implements ShutdownParticipant, ApplicationListener<WebServerInitializedEvent> {

	private final ApplicationContext context;

	private final List<TomcatWebServer> servers = new CopyOnWriteArrayList<>();

	private final List<TomcatWebServer> managementServers = new CopyOnWriteArrayList<>();

	/**
	 * Creates an object that waits for the web servers to start.
	 * @param context the application context whose web server it is about
	 */
	public TomcatConnectors(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		WebServer server = event.getWebServer();
		if (!(server instanceof TomcatWebServer tomcat)) {
			return;
		}
		if (event.getApplicationContext() == this.context) {
			this.servers.add(tomcat);
		}
		else if (WebServerApplicationContext.hasServerNamespace(event.getApplicationContext(), "management")) {
			this.managementServers.add(tomcat);
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public void shutdownStarted() {
		for (ProtocolHandler protocol : protocols(this.managementServers)) {
			if (protocol instanceof AbstractHttp11Protocol<?> http11) {
				http11.setMaxKeepAliveRequests(1);
			}
		}
	}

	@Override
	public void drainStarted() {
		for (ProtocolHandler protocol : protocols(this.servers)) {
			protocol.closeServerSocketGraceful();
		}
		for (TomcatWebServer server : this.servers) {
			waitNoLonger(server.getTomcat().getEngine());
		}
	}

	// After the drain Tomcat would wait for requests once more, for 2 seconds in
	// org.apache.catalina.core.StandardWrapper#unload, whatever is left of the budget
	private static void waitNoLonger(Container container) {
		if (container instanceof StandardContext context) {
			context.setUnloadDelay(0);
		}
		for (Container child : container.findChildren()) {
			waitNoLonger(child);
		}
	}

	private static List<ProtocolHandler> protocols(List<TomcatWebServer> servers) {
		List<ProtocolHandler> protocols = new ArrayList<>();
		for (TomcatWebServer server : servers) {
			for (Service service : server.getTomcat().getServer().findServices()) {
				for (Connector connector : service.findConnectors()) {
					protocols.add(connector.getProtocolHandler());
				}
			}
		}
		return protocols;
	}

}
