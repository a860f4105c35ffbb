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

package io.github.gracefulshutdown.sample.http2;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client that speaks HTTP/2 from its first byte on, without TLS. Does
 * not open another one by itself.
 */
final class Http2Connection implements AutoCloseable {

	static {
		// Each frame, otherwise
		((Logger) LoggerFactory.getLogger("org.eclipse.jetty")).setLevel(Level.INFO);
	}

	private final HTTP2Client client = new HTTP2Client();

	private volatile boolean toldToGoAway;

	private final Session session;

	private final String origin;

	private Http2Connection(int port, Duration timeout) throws Exception {
		this.origin = "http://127.0.0.1:" + port;
		this.client.start();
		try {
			this.session = this.client.connect(new InetSocketAddress("127.0.0.1", port), new Session.Listener() {

				@Override
				public void onGoAway(Session session, GoAwayFrame frame) {
					Http2Connection.this.toldToGoAway = true;
				}

			}).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (Exception ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Open a connection.
	 * @param port the port
	 * @param timeout how long it may take
	 * @return the connection
	 * @throws ConnectException if nothing listens there
	 */
	static Http2Connection open(int port, Duration timeout) throws Exception {
		try {
			return new Http2Connection(port, timeout);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof ConnectException refused) ? refused : ex;
		}
	}

	/**
	 * Send a GET.
	 * @param target path and query
	 * @return the response, or {@link UnprocessedException} or another
	 * {@link IOException}
	 */
	CompletableFuture<Http2Response> send(String target) {
		MetaData.Request request = new MetaData.Request("GET", HttpURI.from(this.origin + target), HttpVersion.HTTP_2,
				HttpFields.EMPTY);
		Http2Exchange exchange = new Http2Exchange();
		this.session.newStream(new HeadersFrame(request, null, true), exchange)
			.whenComplete((stream, failure) -> exchange.begun(failure));
		return exchange.response();
	}

	/**
	 * Send a GET and wait for the response.
	 * @param target path and query
	 * @param timeout how long to wait
	 * @return the response
	 * @throws IOException if there is none, {@link UnprocessedException} if there was no
	 * request
	 */
	Http2Response exchange(String target, Duration timeout) throws Exception {
		try {
			return send(target).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof IOException failure) ? failure : ex;
		}
	}

	/**
	 * Whether the service has asked for no more requests.
	 * @return whether it has
	 */
	boolean isToldToGoAway() {
		return this.toldToGoAway;
	}

	@Override
	public void close() {
		LifeCycle.stop(this.client);
	}

}
