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

package io.github.gracefulshutdown.integration.messaging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.test.process.OwnedProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RabbitMQ's own server, as the packages of Debian and Ubuntu install it, on ports and
 * directories of its own.
 */
final class RabbitBroker implements Broker {

	/**
	 * What the packages' {@code rabbitmq-server} runs under another user.
	 */
	private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

	/**
	 * Set where the server has to be installed.
	 */
	private static final String REQUIRED = "RABBITMQ_SERVER_REQUIRED";

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final int port = Broker.freePort();

	private final Path directory;

	private final Map<String, String> environment;

	private final OwnedProcess process;

	private final CachingConnectionFactory connections = new CachingConnectionFactory("127.0.0.1", this.port);

	private final RabbitTemplate template = new RabbitTemplate(this.connections);

	/**
	 * Start a server.
	 * @param directory where it keeps everything
	 */
	RabbitBroker(Path directory) throws Exception {
		this.directory = directory;
		Path config = directory.resolve("rabbitmq.conf");
		Files.writeString(config, "listeners.tcp.1 = 127.0.0.1:%d%n".formatted(this.port));
		Path plugins = Files.writeString(directory.resolve("plugins"), "[].");
		Path defaults = Files.createFile(directory.resolve("rabbitmq-env.conf"));
		this.environment = Map.ofEntries(Map.entry("HOME", directory.toString()),
				Map.entry("RABBITMQ_NODENAME", "test-%d@localhost".formatted(this.port)),
				Map.entry("RABBITMQ_DIST_PORT", String.valueOf(Broker.freePort())),
				Map.entry("RABBITMQ_CONF_ENV_FILE", defaults.toString()),
				Map.entry("RABBITMQ_CONFIG_FILE", config.toString()),
				Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString()),
				Map.entry("RABBITMQ_MNESIA_BASE", directory.resolve("data").toString()),
				Map.entry("RABBITMQ_LOG_BASE", directory.resolve("log").toString()),
				Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
				Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
				Map.entry("ERL_EPMD_PORT", String.valueOf(Broker.freePort())));
		this.process = new OwnedProcess(builder(directory.resolve("server.log"), PROGRAM.toString()));
		RabbitAdmin admin = new RabbitAdmin(this.template);
		Awaitility.await()
			.atMost(TIMEOUT)
			.ignoreExceptions()
			.failFast("server has ended", () -> !this.process.isAlive())
			.until(() -> admin.declareQueue(new Queue(Message.DESTINATION)) != null);
	}

	/**
	 * Skip a test, and say so, where the server is not installed.
	 */
	static void require() {
		boolean installed = Files.isExecutable(PROGRAM);
		if (System.getenv(REQUIRED) != null) {
			assertThat(installed).as("rabbitmq-server is installed").isTrue();
		}
		if (!installed) {
			System.err.println("*** SKIPPED: no listener of RabbitMQ is tested, as rabbitmq-server is not installed");
			Assumptions.abort("rabbitmq-server is not installed");
		}
	}

	private ProcessBuilder builder(Path log, String... command) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(this.environment);
		return builder;
	}

	@Override
	public List<String> arguments() {
		return List.of("--spring.profiles.active=rabbit", "--spring.rabbitmq.host=127.0.0.1",
				"--spring.rabbitmq.port=" + this.port, "--spring.rabbitmq.listener.simple.concurrency=2",
				"--spring.rabbitmq.listener.direct.consumers-per-queue=2",
				"--spring.rabbitmq.listener.direct.prefetch=20");
	}

	@Override
	public void send(Message message) {
		this.template.convertAndSend(Message.DESTINATION, message.toString());
	}

	@Override
	public void close() {
		this.connections.destroy();
		this.process.endDescendants();
		this.process.close();
		try {
			// The server has started a port mapper that goes on without it
			builder(this.directory.resolve("epmd.log"), "epmd", "-kill").start().waitFor(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
