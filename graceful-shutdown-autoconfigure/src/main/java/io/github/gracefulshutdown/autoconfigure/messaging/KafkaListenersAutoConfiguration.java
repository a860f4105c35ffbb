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

package io.github.gracefulshutdown.autoconfigure.messaging;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.messaging.KafkaBinderImmediateStop;
import io.github.gracefulshutdown.messaging.KafkaImmediateStop;
import io.github.gracefulshutdown.messaging.KafkaListeners;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.cloud.stream.binder.DefaultBinderFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/**
 * Auto-configuration for listeners of Spring for Apache Kafka.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class,
		afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnClass(KafkaListenerEndpointRegistry.class)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
public final class KafkaListenersAutoConfiguration {

	KafkaListenersAutoConfiguration() {
	}

	@Bean
	KafkaListeners gracefulShutdownKafkaListeners(ListableBeanFactory beans, ActiveJobs jobs, EventLog log) {
		return new KafkaListeners(beans, jobs, log);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "spring.kafka.listener.immediate-stop", matchIfMissing = true)
	static KafkaImmediateStop gracefulShutdownKafkaImmediateStop() {
		return new KafkaImmediateStop();
	}

	/**
	 * Settings for the Kafka binder of Spring Cloud Stream.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ DefaultBinderFactory.class, KafkaProperties.class })
	static class BinderConfiguration {

		@Bean
		KafkaBinderImmediateStop gracefulShutdownKafkaBinderImmediateStop() {
			return new KafkaBinderImmediateStop();
		}

	}

}
