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

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.EventLog;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.event.ConsumerStartingEvent;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Stops the listener containers of Spring for Apache Kafka at the trigger. Their
 * consumers commit what was handled and leave the group, so that others take over.
 *
 * @since 1.0.0
 * @see KafkaImmediateStop
 */
public final class KafkaListeners extends ListenerContainers<MessageListenerContainer>
		implements SmartInitializingSingleton, ApplicationListener<ConsumerStartingEvent> {

	/**
	 * Creates an object that stops the containers of an application.
	 * @param beans the beans of the application
	 * @param jobs the jobs, of which each container becomes one
	 * @param log where is said what could not be stopped
	 */
	public KafkaListeners(ListableBeanFactory beans, ActiveJobs jobs, EventLog log) {
		super("kafka listener", MessageListenerContainer.class, beans, jobs, log);
	}

	@Override
	public void afterSingletonsInstantiated() {
		registered().values()
			.stream()
			.filter(AbstractMessageListenerContainer.class::isInstance)
			.forEach((container) -> KafkaImmediateStop.correct(container.getContainerProperties()));
	}

	@Override
	public void onApplicationEvent(ConsumerStartingEvent event) {
		MessageListenerContainer container = event.getContainer(MessageListenerContainer.class);
		starts(container.getListenerId(), container);
	}

	@Override
	Map<String, MessageListenerContainer> registered() {
		Map<String, MessageListenerContainer> containers = new LinkedHashMap<>();
		for (KafkaListenerEndpointRegistry registry : existing(KafkaListenerEndpointRegistry.class).values()) {
			for (String id : registry.getListenerContainerIds()) {
				put(containers, id, registry.getListenerContainer(id));
			}
		}
		return containers;
	}

	// A template that awaits replies is the listener of its container
	@Override
	boolean takesWork(MessageListenerContainer container) {
		return !(container instanceof AbstractMessageListenerContainer<?, ?> known
				&& known.getContainerProperties().getMessageListener() instanceof KafkaOperations);
	}

	@Override
	void stop(MessageListenerContainer container, Runnable stopped) {
		container.stop(stopped);
	}

}
