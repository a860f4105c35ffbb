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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A restart in the middle of work on a message that came by a binder of Spring Cloud
 * Stream, while others wait.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class BindersIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Pattern STARTED = Pattern.compile("Started BinderApplication in ");

	private static final int MESSAGES = 4;

	// Longer than the 5 seconds that a container waits by itself
	@Test
	void functionOnRabbitHandlesEachMessageOnce(@TempDir Path directory, @TempDir Path server) throws Exception {
		RabbitBroker.require();
		try (RabbitBroker broker = new RabbitBroker(server)) {
			handlesEachMessageOnce(broker, directory, Duration.ofMillis(5200),
					"--spring.cloud.stream.default-binder=rabbit",
					"--spring.cloud.stream.rabbit.bindings.work-in-0.consumer.queue-name-group-only=true");
		}
	}

	// Would be handled in one go, as they were fetched in one
	@Test
	void functionOnKafkaHandlesEachMessageOnce(@TempDir Path directory) throws Exception {
		try (KafkaBroker broker = new KafkaBroker()) {
			handlesEachMessageOnce(broker, directory, Duration.ofSeconds(2),
					"--spring.cloud.stream.default-binder=kafka");
		}
	}

	private static void handlesEachMessageOnce(Broker broker, Path directory, Duration work, String... arguments)
			throws Exception {
		broker.send(new Message("0", work));
		IntStream.range(1, MESSAGES)
			.mapToObj((id) -> new Message(String.valueOf(id), Duration.ofMillis(10)))
			.forEach(broker::send);
		Ledger ledger = new Ledger(directory.resolve("ledger.txt"));
		ServiceLauncher launcher = ServiceLauncher.of(BinderApplication.class, directory, "binder")
			.with(broker.arguments().toArray(String[]::new))
			.with("--spring.cloud.function.definition=work",
					"--spring.cloud.stream.bindings.work-in-0.destination=" + Message.DESTINATION,
					"--spring.cloud.stream.bindings.work-in-0.group=" + Message.DESTINATION,
					"--ledger=" + ledger.file())
			.with(arguments);
		stopAfter(launcher, () -> ledger.awaitBegun("0"));
		assertThat(ledger.begun()).as("after the one at hand").endsWith("0");
		assertThat(ledger.ended()).as("finished before the end of the process").isEqualTo(ledger.begun());
		stopAfter(launcher, () -> ledger.awaitEnded(MESSAGES));
		assertThat(ledger.ended()).as("all, none twice").containsExactlyInAnyOrder("0", "1", "2", "3");
		assertThat(ledger.begun()).as("none begun twice").hasSize(MESSAGES);
	}

	private static void stopAfter(ServiceLauncher launcher, Runnable condition)
			throws IOException, InterruptedException {
		try (ServiceProcess process = launcher.start()) {
			assertThat(process.output().await(STARTED, TIMEOUT)).as(() -> process.output().toString()).isPresent();
			condition.run();
			process.terminate();
			assertThat(process.awaitExit(TIMEOUT)).as(() -> process.output().toString()).isZero();
			assertThat(process.output().containing("Shutdown CLEAN")).as(() -> process.output().toString())
				.singleElement()
				.asString()
				.contains("jobs completed 1, interrupted 0");
		}
	}

}
