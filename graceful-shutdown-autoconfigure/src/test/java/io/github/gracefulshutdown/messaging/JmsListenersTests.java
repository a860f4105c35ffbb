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

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.ShutdownClock;
import jakarta.jms.ConnectionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.config.SimpleJmsListenerEndpoint;
import org.springframework.jms.listener.SimpleMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link JmsListeners}.
 */
class JmsListenersTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final ActiveJobs jobs = new ActiveJobs(new ActiveRequests(ShutdownClock.system()));

	private final JmsListeners listeners = new JmsListeners(this.beans, this.jobs, EventLog.plain());

	@Test
	void containersOfRegistryTakeWork() {
		JmsListenerEndpointRegistry registry = new JmsListenerEndpointRegistry();
		this.beans.registerSingleton("registry", registry);
		DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
		factory.setConnectionFactory(mock(ConnectionFactory.class));
		SimpleJmsListenerEndpoint endpoint = new SimpleJmsListenerEndpoint();
		endpoint.setId("orders");
		endpoint.setDestination("orders");
		endpoint.setMessageListener((message) -> {
		});
		registry.registerListenerContainer(endpoint, factory);
		assertThat(this.listeners.registered()).containsOnlyKeys("orders").allSatisfy((id, container) -> {
			assertThat(this.listeners.takesWork(container)).isTrue();
			this.listeners.stop(container, () -> {
			});
		});
		this.listeners.shutdownStarted();
		assertThat(this.jobs.active()).as("does not run").isZero();
		registry.destroy();
	}

	@Test
	void simpleContainerRejectsNothingWhileItsSessionsStop() {
		SimpleMessageListenerContainer container = new SimpleMessageListenerContainer();
		this.listeners.stop(container, () -> {
		});
		assertThat(container.isAcceptMessagesWhileStopping()).isTrue();
	}

}
