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
import io.github.gracefulshutdown.ShutdownSignal;

import org.springframework.amqp.core.AmqpTemplate;
import org.springframework.amqp.core.AsyncAmqpTemplate;
import org.springframework.amqp.core.MessageListenerContainer;
import org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer;
import org.springframework.amqp.rabbit.listener.AsyncConsumerStartedEvent;
import org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.ApplicationListener;

/**
 * Stops the listener containers of Spring AMQP at the trigger. What they have prefetched
 * goes back to the queue, where the container can do that.
 * <p>
 * A container waits for its listeners only for its own shutdown timeout, then closes
 * their channels, and their messages are delivered again. It gets the time that the
 * process has left, so that it is the drain that decides how long they may take.
 *
 * @since 1.0.0
 */
public final class RabbitListeners extends ListenerContainers<MessageListenerContainer>
		implements ApplicationListener<AsyncConsumerStartedEvent> {

	private final ShutdownSignal signal;

	/**
	 * Creates an object that stops the containers of an application.
	 * @param beans the beans of the application
	 * @param jobs the jobs, of which each container becomes one
	 * @param log where is said what could not be stopped
	 * @param signal tells how much time is left
	 */
	public RabbitListeners(ListableBeanFactory beans, ActiveJobs jobs, EventLog log, ShutdownSignal signal) {
		super("rabbit listener", MessageListenerContainer.class, beans, jobs, log);
		this.signal = signal;
	}

	@Override
	public void onApplicationEvent(AsyncConsumerStartedEvent event) {
		if (event.getSource() instanceof AbstractMessageListenerContainer container) {
			starts(container.getListenerId(), container);
		}
	}

	@Override
	Map<String, MessageListenerContainer> registered() {
		Map<String, MessageListenerContainer> containers = new LinkedHashMap<>();
		for (RabbitListenerEndpointRegistry registry : existing(RabbitListenerEndpointRegistry.class).values()) {
			for (String id : registry.getListenerContainerIds()) {
				put(containers, id, registry.getListenerContainer(id));
			}
		}
		return containers;
	}

	// A template that awaits replies is the listener of its container
	@Override
	boolean takesWork(MessageListenerContainer container) {
		return !(container instanceof AbstractMessageListenerContainer known
				&& (known.getMessageListener() instanceof AmqpTemplate
						|| known.getMessageListener() instanceof AsyncAmqpTemplate));
	}

	@Override
	void stop(MessageListenerContainer container, Runnable stopped) {
		if (!(container instanceof AbstractMessageListenerContainer known)) {
			// Such as
			// org.springframework.amqp.rabbitmq.client.listener.RabbitAmqpListenerContainer,
			// which waits only with a callback
			container.stop(stopped);
			return;
		}
		known.setShutdownTimeout(this.signal.remaining().toMillis());
		if (returnsPrefetched(known)) {
			known.setForceStop(true);
			// Otherwise it would go on to wait for what makes its batch complete
			((SimpleMessageListenerContainer) known).setReceiveTimeout(0);
		}
		// With a callback, a DirectMessageListenerContainer that has never reached its
		// broker would not call it: see its shutdownAndWaitOrCallback
		known.stop();
		stopped.run();
	}

	// What was acknowledged as soon as it was sent would be lost. And only with its next
	// message does a DirectMessageListenerContainer see that it has to stop like that.
	private static boolean returnsPrefetched(AbstractMessageListenerContainer container) {
		return container instanceof SimpleMessageListenerContainer && !container.getAcknowledgeMode().isAutoAck();
	}

}
