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
import java.util.function.Supplier;

import io.awspring.cloud.sqs.config.AbstractMessageListenerContainerFactory;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has the containers of SQS wait for their listeners as long as a shutdown may last, and
 * not for 20 seconds, so that it is the drain that decides how long they may take. They
 * read it when they start, so the trigger would be too late for it.
 *
 * @since 1.0.0
 * @see io.awspring.cloud.sqs.listener.ContainerOptionsBuilder#listenerShutdownTimeout
 */
public final class SqsShutdownTimeout implements BeanPostProcessor {

	private final Supplier<Duration> timeout;

	/**
	 * Creates a post-processor of container factories.
	 * @param timeout how long a shutdown may last, asked for at each factory
	 */
	public SqsShutdownTimeout(Supplier<Duration> timeout) {
		this.timeout = timeout;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractMessageListenerContainerFactory<?, ?, ?, ?> factory) {
			factory.configure((options) -> options.listenerShutdownTimeout(this.timeout.get()));
		}
		return bean;
	}

}
