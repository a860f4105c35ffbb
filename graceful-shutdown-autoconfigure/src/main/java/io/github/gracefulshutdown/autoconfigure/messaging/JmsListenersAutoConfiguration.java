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
import io.github.gracefulshutdown.messaging.JmsListeners;
import jakarta.jms.Message;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.jms.config.JmsListenerEndpointRegistry;

/**
 * Auto-configuration for listeners of Spring JMS.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class,
		afterName = "org.springframework.boot.jms.autoconfigure.JmsAutoConfiguration")
@ConditionalOnClass({ JmsListenerEndpointRegistry.class, Message.class })
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
public final class JmsListenersAutoConfiguration {

	JmsListenersAutoConfiguration() {
	}

	@Bean
	JmsListeners gracefulShutdownJmsListeners(ListableBeanFactory beans, ActiveJobs jobs, EventLog log) {
		return new JmsListeners(beans, jobs, log);
	}

}
