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

package io.github.gracefulshutdown.messaging;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.cloud.stream.binder.DefaultBinderFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Has the containers of Spring Cloud Stream's Kafka binder stop after the record that
 * they are at, as {@link KafkaImmediateStop} has others. The binder makes them from
 * properties in a context of its own. It does not support consumers that commit by
 * themselves, see
 * {@code KafkaBinderConfigurationProperties#filterStreamManagedConfiguration}.
 *
 * @since 1.0.0
 */
public final class KafkaBinderImmediateStop implements DefaultBinderFactory.Listener {

	private static final String PROPERTY = "spring.kafka.listener.immediate-stop";

	/**
	 * Creates a listener of contexts of binders.
	 */
	public KafkaBinderImmediateStop() {
	}

	@Override
	public void afterBinderContextInitialized(String configurationName, ConfigurableApplicationContext context) {
		// A binder can have an environment of its own
		if (!Binder.get(context.getEnvironment()).bind(PROPERTY, Boolean.class).isBound()) {
			context.getBeansOfType(KafkaProperties.class)
				.values()
				.forEach((properties) -> properties.getListener().setImmediateStop(true));
		}
	}

}
