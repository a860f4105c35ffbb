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
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.listener.MessageListenerContainer;
import org.springframework.jms.listener.SimpleMessageListenerContainer;

/**
 * Stops the listener containers of Spring JMS at the trigger. One that polls notices at
 * the end of its receive timeout, which is a second, and rolls back what comes meanwhile.
 *
 * @since 1.0.0
 */
public final class JmsListeners extends ListenerContainers<MessageListenerContainer> {

	/**
	 * Creates an object that stops the containers of an application.
	 * @param beans the beans of the application
	 * @param jobs the jobs, of which each container becomes one
	 * @param log where is said what could not be stopped
	 */
	public JmsListeners(ListableBeanFactory beans, ActiveJobs jobs, EventLog log) {
		super("jms listener", MessageListenerContainer.class, beans, jobs, log);
	}

	@Override
	Map<String, MessageListenerContainer> registered() {
		Map<String, MessageListenerContainer> containers = new LinkedHashMap<>();
		for (JmsListenerEndpointRegistry registry : existing(JmsListenerEndpointRegistry.class).values()) {
			for (String id : registry.getListenerContainerIds()) {
				put(containers, id, registry.getListenerContainer(id));
			}
		}
		return containers;
	}

	// Replies are received without a container
	@Override
	boolean takesWork(MessageListenerContainer container) {
		return true;
	}

	@Override
	void stop(MessageListenerContainer container, Runnable stopped) {
		if (container instanceof SimpleMessageListenerContainer known) {
			// It stops one session after the other, and would reject, but acknowledge,
			// what the others get meanwhile
			known.setAcceptMessagesWhileStopping(true);
		}
		container.stop(stopped);
	}

}
