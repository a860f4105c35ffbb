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

package io.github.gracefulshutdown;

import java.time.Duration;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * The lifecycle phases of an application context, in which Spring stops its beans, the
 * web server among them. Spring waits for each of them on its own account, so that they
 * can add up to more than the whole budget.
 *
 * @since 1.0.0
 */
public final class LifecyclePhases {

	private final BeanFactory beanFactory;

	private final Duration configured;

	/**
	 * Creates the phases of a context.
	 * @param beanFactory its bean factory
	 * @param configured what the user allows for each phase
	 */
	public LifecyclePhases(BeanFactory beanFactory, Duration configured) {
		this.beanFactory = beanFactory;
		this.configured = configured;
	}

	/**
	 * Lowers the timeout of the phases for the rest of the context's life, which is being
	 * closed.
	 * @param atMost what a phase may take at most
	 */
	void limit(Duration atMost) {
		String name = AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME;
		if (atMost.compareTo(this.configured) < 0 && this.beanFactory.containsBean(name)
				&& this.beanFactory.getBean(name) instanceof DefaultLifecycleProcessor processor) {
			processor.setTimeoutPerShutdownPhase(atMost.toMillis());
		}
	}

}
