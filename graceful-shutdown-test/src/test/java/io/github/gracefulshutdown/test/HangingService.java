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

package io.github.gracefulshutdown.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A service that says its port as Spring Boot does, is always ready, and never ends at a
 * signal. It answers all requests but those to {@code /hang}, those to {@code /forbidden}
 * with 403.
 */
public final class HangingService {

	private HangingService() {
	}

	/**
	 * Starts it.
	 * @param arguments are not looked at
	 * @throws IOException if there is no port
	 */
	public static void main(String[] arguments) throws IOException {
		Runtime.getRuntime().addShutdownHook(new Thread(HangingService::hang));
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setExecutor(Executors.newCachedThreadPool());
		server.createContext("/", (exchange) -> answer(exchange, 200));
		server.createContext("/forbidden", (exchange) -> answer(exchange, 403));
		server.createContext("/hang", (exchange) -> hang());
		server.start();
		System.getLogger("service")
			.log(System.Logger.Level.INFO, "Tomcat started on port " + server.getAddress().getPort());
	}

	private static void answer(HttpExchange exchange, int status) throws IOException {
		exchange.sendResponseHeaders(status, 2);
		exchange.getResponseBody().write("ok".getBytes());
		exchange.close();
	}

	private static void hang() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
