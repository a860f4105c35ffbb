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

import java.time.Duration;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownSignal;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.AcknowledgeMode;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerEndpoint;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.AsyncConsumerStartedEvent;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;

/**
 * Tests for {@link RabbitListeners}.
 */
class RabbitListenersTests {

	private final ShutdownSignal signal = mock();

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final RabbitListeners listeners = new RabbitListeners(this.beans,
			new ActiveJobs(new ActiveRequests(ShutdownClock.system())), EventLog.plain(), this.signal);

	@Test
	void findsContainersOfRegistry() {
		RabbitListenerEndpointRegistry registry = new RabbitListenerEndpointRegistry();
		this.beans.registerSingleton("registry", registry);
		SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
		factory.setConnectionFactory(new CachingConnectionFactory());
		SimpleRabbitListenerEndpoint endpoint = new SimpleRabbitListenerEndpoint();
		endpoint.setId("orders");
		endpoint.setQueueNames("orders");
		endpoint.setMessageListener((message) -> {
		});
		registry.registerListenerContainer(endpoint, factory);
		assertThat(this.listeners.registered()).containsOnlyKeys("orders");
	}

	@Test
	void stopsContainerOfConsumerThatHasStarted() {
		given(this.signal.remaining()).willReturn(Duration.ofSeconds(21));
		SimpleMessageListenerContainer running = mock();
		given(running.isRunning()).willReturn(true);
		given(running.getPhase()).willReturn(SmartLifecycle.DEFAULT_PHASE);
		given(running.getListenerId()).willReturn("orders");
		given(running.getAcknowledgeMode()).willReturn(AcknowledgeMode.AUTO);
		this.listeners.onApplicationEvent(new AsyncConsumerStartedEvent(running, "consumer"));
		this.listeners.shutdownStarted();
		then(running).should(timeout(10_000)).stop();
	}

	@Test
	void containerGetsWhatIsLeftOfTheTimeAndReturnsWhatItHasPrefetched() {
		StoppableContainer container = new StoppableContainer();
		assertThat(stop(container)).isTrue();
		assertThat(container.timeout()).isEqualTo(21_000);
		assertThat(container.forced()).isTrue();
		assertThat(container.receiveTimeout()).as("waits for no more messages of a batch").isEqualTo(0L);
	}

	@Test
	void prefetchedMessagesThatAreAcknowledgedAlreadyAreHandled() {
		StoppableContainer container = new StoppableContainer();
		container.setAcknowledgeMode(AcknowledgeMode.NONE);
		assertThat(stop(container)).isTrue();
		assertThat(container.forced()).isFalse();
	}

	@Test
	void containerThatEndsLaterIsWaitedFor() {
		MessageListenerContainer container = mock();
		Runnable stopped = mock();
		this.listeners.stop(container, stopped);
		then(container).should().stop(stopped);
		then(stopped).shouldHaveNoInteractions();
	}

	@Test
	void containerOfRepliesTakesNoWork() {
		SimpleMessageListenerContainer container = new SimpleMessageListenerContainer();
		assertThat(this.listeners.takesWork(container)).isTrue();
		container.setMessageListener(new RabbitTemplate());
		assertThat(this.listeners.takesWork(container)).isFalse();
	}

	private boolean stop(AbstractMessageListenerContainer container) {
		given(this.signal.remaining()).willReturn(Duration.ofSeconds(21));
		boolean[] stopped = new boolean[1];
		this.listeners.stop(container, () -> stopped[0] = true);
		return stopped[0];
	}

	private static final class StoppableContainer extends SimpleMessageListenerContainer {

		long timeout() {
			return getShutdownTimeout();
		}

		Object receiveTimeout() {
			return new DirectFieldAccessor(this).getPropertyValue("receiveTimeout");
		}

		boolean forced() {
			return isForceStop();
		}

	}

}
