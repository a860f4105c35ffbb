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

import io.awspring.cloud.sqs.listener.MessageListenerContainer;
import io.awspring.cloud.sqs.listener.MessageListenerContainerRegistry;
import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.EventLog;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Stops the listener containers of Spring Cloud AWS for SQS at the trigger. One that
 * polls an empty queue notices at the end of its poll timeout, which is 10 seconds, and
 * handles what comes meanwhile.
 *
 * @since 1.0.0
 * @see SqsShutdownTimeout
 * @see io.awspring.cloud.sqs.listener.ContainerOptionsBuilder#pollTimeout
 */
public final class SqsListeners extends ListenerContainers<MessageListenerContainer<?>> {

	/**
	 * Creates an object that stops the containers of an application.
	 * @param beans the beans of the application
	 * @param jobs the jobs, of which each container becomes one
	 * @param log where is said what could not be stopped
	 */
	@SuppressWarnings("unchecked")
	public SqsListeners(ListableBeanFactory beans, ActiveJobs jobs, EventLog log) {
		super("sqs listener", (Class<MessageListenerContainer<?>>) (Class<?>) MessageListenerContainer.class, beans,
				jobs, log);
	}

	@Override
	Map<String, MessageListenerContainer<?>> registered() {
		Map<String, MessageListenerContainer<?>> containers = new LinkedHashMap<>();
		for (MessageListenerContainerRegistry registry : existing(MessageListenerContainerRegistry.class).values()) {
			registry.getListenerContainers().forEach((container) -> containers.put(container.getId(), container));
		}
		return containers;
	}

	// Replies are received without a container
	@Override
	boolean takesWork(MessageListenerContainer<?> container) {
		return true;
	}

	@Override
	void stop(MessageListenerContainer<?> container, Runnable stopped) {
		container.stop();
		stopped.run();
	}

}
