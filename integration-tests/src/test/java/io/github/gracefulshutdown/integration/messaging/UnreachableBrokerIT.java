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
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Listeners that have never reached their broker, and have nothing to finish.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class UnreachableBrokerIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Pattern STARTED = Pattern.compile("Started ListenerApplication in ");

	@ParameterizedTest
	@CsvSource({ "kafka, --spring.kafka.bootstrap-servers=127.0.0.1:%d, kafka",
			"jms, --spring.artemis.broker-url=tcp://127.0.0.1:%d, none", "rabbit, --spring.rabbitmq.port=%d, simple",
			"rabbit, --spring.rabbitmq.port=%d, direct" })
	void holdsNothingUp(String profile, String address, String type, @TempDir Path directory) throws Exception {
		ServiceLauncher launcher = ListenerApplication.launcher(directory)
			.with("--spring.profiles.active=" + profile, address.formatted(Broker.freePort()),
					"--spring.rabbitmq.host=127.0.0.1", "--spring.artemis.mode=native",
					"--spring.artemis.embedded.enabled=false", "--ledger=" + directory.resolve("ledger.txt"));
		if (profile.equals("rabbit")) {
			launcher = launcher.with("--spring.rabbitmq.listener.type=" + type);
		}
		try (ServiceProcess process = launcher.start()) {
			assertThat(process.output().await(STARTED, TIMEOUT)).as(() -> process.output().toString()).isPresent();
			long begin = process.terminate();
			assertThat(process.awaitExit(TIMEOUT)).as(() -> process.output().toString()).isZero();
			Duration took = Duration.ofNanos(process.exitedAt().join() - begin);
			assertThat(took).as(() -> process.output().toString()).isLessThan(Duration.ofSeconds(8));
		}
	}

}
