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

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.config.AbstractKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Has Kafka listener containers stop after the record that they are at, instead of after
 * all that they have polled, which are up to {@code max.poll.records} (500). The others
 * are not committed, so another consumer takes them. Containers read the setting when
 * they start, so the trigger would be too late for it.
 * <p>
 * A consumer that commits by itself commits all that it has polled. It would lose the
 * others, and is left alone. A batch listener always gets all that was polled.
 *
 * @since 1.0.0
 * @see ContainerProperties#setStopImmediate(boolean)
 */
public final class KafkaImmediateStop implements BeanPostProcessor {

	/**
	 * Creates a post-processor of container factories.
	 */
	public KafkaImmediateStop() {
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractKafkaListenerContainerFactory<?, ?, ?> factory) {
			ConsumerFactory<?, ?> consumers = factory.getConsumerFactory();
			if (consumers != null && !commitsByItself(consumers)) {
				factory.getContainerProperties().setStopImmediate(true);
			}
		}
		return bean;
	}

	// ConsumerFactory.isAutoCommit() is true if nothing is said; a container then decides
	// otherwise, in KafkaMessageListenerContainer.ListenerConsumer#determineAutoCommit
	private static boolean commitsByItself(ConsumerFactory<?, ?> consumers) {
		return isTrue(consumers.getConfigurationProperties().get(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG));
	}

	/**
	 * Leaves a container alone whose own consumer properties say that it commits by
	 * itself.
	 * @param container the properties of the container, which has not started
	 */
	static void correct(ContainerProperties container) {
		if (isTrue(container.getKafkaConsumerProperties().getProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG))) {
			container.setStopImmediate(false);
		}
	}

	private static boolean isTrue(@Nullable Object value) {
		return Boolean.parseBoolean(String.valueOf(value));
	}

}
