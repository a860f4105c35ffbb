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

import java.nio.file.Path;
import java.time.Duration;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A message that takes longer than the drain may last.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class LongMessageIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	@Test
	void listenerOfKafkaIsNamed(@TempDir Path directory) throws Exception {
		try (KafkaBroker broker = new KafkaBroker()) {
			namesListener(broker, directory, "Cut job 'kafka listener' (messages)");
		}
	}

	@Test
	void listenerOfJmsIsNamed(@TempDir Path directory) throws Exception {
		try (JmsBroker broker = new JmsBroker()) {
			namesListener(broker, directory, "Cut job 'jms listener' (messages)");
		}
	}

	private static void namesListener(Broker broker, Path directory, String text) throws Exception {
		Ledger ledger = new Ledger(directory.resolve("ledger.txt"));
		broker.send(new Message("long", Duration.ofSeconds(50)));
		ServiceLauncher launcher = ListenerApplication.launcher(directory)
			.with(broker.arguments().toArray(String[]::new))
			.with("--spring.artemis.embedded.enabled=false", "--ledger=" + ledger.file(),
					"--graceful-shutdown.platform-grace-period=10s", "--graceful-shutdown.drain.timeout=500ms",
					"--graceful-shutdown.drain.interrupt-window=200ms");
		try (ServiceProcess process = launcher.start()) {
			ledger.awaitBegun("long");
			process.terminate();
			assertThat(process.awaitExit(TIMEOUT)).as(() -> process.output().toString()).isOne();
			assertThat(process.output().containing(text)).as(() -> process.output().toString()).hasSize(1);
			assertThat(ledger.ended()).isEmpty();
		}
	}

}
