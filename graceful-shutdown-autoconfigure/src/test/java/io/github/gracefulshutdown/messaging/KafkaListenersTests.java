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

import java.util.Map;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.ShutdownClock;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.requestreply.ReplyingKafkaTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;

/**
 * Tests for {@link KafkaListeners}.
 */
class KafkaListenersTests {

	private final KafkaListeners listeners = new KafkaListeners(new DefaultListableBeanFactory(),
			new ActiveJobs(new ActiveRequests(ShutdownClock.system())), EventLog.plain());

	private final KafkaMessageListenerContainer<String, String> container = new KafkaMessageListenerContainer<>(
			new DefaultKafkaConsumerFactory<>(Map.of()), new ContainerProperties("orders"));

	@Test
	void stopsContainerOfConsumerThatHasStarted() {
		MessageListenerContainer running = mock();
		given(running.isRunning()).willReturn(true);
		given(running.getPhase()).willReturn(SmartLifecycle.DEFAULT_PHASE);
		given(running.getListenerId()).willReturn("orders");
		this.listeners.onApplicationEvent(new ConsumerStartingEvent(this.container, running));
		this.listeners.shutdownStarted();
		then(running).should(timeout(10_000)).stop(any());
	}

	@Test
	void containerOfListenerTakesWork() {
		this.container.setupMessageListener((MessageListener<String, String>) (message) -> {
		});
		assertThat(this.listeners.takesWork(this.container)).isTrue();
	}

	@Test
	void containerOfRepliesTakesNoWork() {
		new ReplyingKafkaTemplate<>(new DefaultKafkaProducerFactory<>(Map.of()), this.container);
		assertThat(this.listeners.takesWork(this.container)).isFalse();
	}

}
