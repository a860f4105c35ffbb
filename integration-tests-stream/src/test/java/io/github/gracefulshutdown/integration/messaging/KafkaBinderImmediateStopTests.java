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

import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.messaging.KafkaListenersAutoConfiguration;
import io.github.gracefulshutdown.messaging.KafkaBinderImmediateStop;
import io.github.gracefulshutdown.messaging.KafkaListeners;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.stream.binder.DefaultBinderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KafkaBinderImmediateStop}.
 */
class KafkaBinderImmediateStopTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CleanupAutoConfiguration.class,
				GracefulShutdownAutoConfiguration.class, KafkaListenersAutoConfiguration.class));

	private final ApplicationContextRunner binder = new ApplicationContextRunner().withBean(KafkaProperties.class);

	@Test
	void hearsOfBinders() {
		this.runner.run((context) -> assertThat(context).getBean(DefaultBinderFactory.Listener.class)
			.isInstanceOf(KafkaBinderImmediateStop.class));
	}

	@Test
	void isNotThereWithoutSpringCloudStream() {
		this.runner.withClassLoader(new FilteredClassLoader(DefaultBinderFactory.class))
			.run((context) -> assertThat(context).hasSingleBean(KafkaListeners.class)
				.doesNotHaveBean(KafkaBinderImmediateStop.class));
	}

	@Test
	void binderStopsAfterTheRecordAtHand() {
		this.binder.run((context) -> {
			new KafkaBinderImmediateStop().afterBinderContextInitialized("kafka", context);
			assertThat(context.getBean(KafkaProperties.class).getListener().isImmediateStop()).isTrue();
		});
	}

	@Test
	void binderDoesWhatItIsTold() {
		this.binder.withPropertyValues("spring.kafka.listener.immediate-stop=false").run((context) -> {
			new KafkaBinderImmediateStop().afterBinderContextInitialized("kafka", context);
			assertThat(context.getBean(KafkaProperties.class).getListener().isImmediateStop()).isFalse();
		});
	}

}
