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
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Restarts in the middle of work on messages from RabbitMQ.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class RabbitListenersIT {

	// The slow message takes longer than the 5 seconds that a container waits by itself
	@ParameterizedTest
	@ValueSource(strings = { "simple", "direct" })
	void handlesEachMessageOnce(String type, @TempDir Path directory, @TempDir Path server) throws Exception {
		RabbitBroker.require();
		try (RabbitBroker broker = new RabbitBroker(server)) {
			new RestartCheck(broker, directory, Duration.ofMillis(5200),
					List.of("--spring.rabbitmq.listener.type=" + type))
				.run();
		}
	}

}
