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

package io.github.gracefulshutdown.netty;

import java.time.Duration;

import io.github.gracefulshutdown.ExistingBeans;
import io.github.gracefulshutdown.ShutdownParticipant;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Lets Netty's event loops stop at once, after the drain and the cleanup, where each
 * would wait for two seconds without anything to do
 * ({@code reactor.netty.resources.LoopResources#DEFAULT_SHUTDOWN_QUIET_PERIOD}). What
 * they have to do by then is still done.
 *
 * @since 1.0.0
 */
public final class EventLoops implements ShutdownParticipant {

	private final ListableBeanFactory beans;

	/**
	 * Creates an object that does nothing before the drain.
	 * @param beans the beans of the application, some of which stop event loops
	 */
	public EventLoops(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void drainStarted() {
		ExistingBeans.ofType(this.beans, ReactorResourceFactory.class)
			.values()
			.forEach((factory) -> factory.setShutdownQuietPeriod(Duration.ZERO));
	}

}
