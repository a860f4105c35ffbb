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

package io.github.gracefulshutdown.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Takes what the webhook posts, and answers as it is told: a status of 0 is no answer.
 */
final class HookServer implements AutoCloseable {

	private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

	private final List<Post> posts = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	HookServer(Integer... answers) throws IOException {
		this.answers.addAll(List.of(answers));
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	private void answer(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.posts.add(new Post(exchange.getRequestMethod() + " " + exchange.getRequestURI(),
				exchange.getRequestHeaders(), body));
		Integer answer = this.answers.poll();
		if (answer == null || answer != 0) {
			exchange.sendResponseHeaders((answer != null) ? answer : 204, -1);
			exchange.close();
		}
	}

	String url(String userInfo, String path) {
		return "http://%s127.0.0.1:%d%s".formatted(userInfo, this.server.getAddress().getPort(), path);
	}

	List<Post> posts() {
		return this.posts;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * What was posted.
	 *
	 * @param line the method and where to
	 * @param headers the headers
	 * @param body the body
	 */
	record Post(String line, Headers headers, String body) {

	}

}
