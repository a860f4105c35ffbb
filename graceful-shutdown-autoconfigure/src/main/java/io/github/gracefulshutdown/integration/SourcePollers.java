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

package io.github.gracefulshutdown.integration;

import io.github.gracefulshutdown.ExistingBeans;
import io.github.gracefulshutdown.ShutdownParticipant;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.integration.endpoint.SourcePollingChannelAdapter;

/**
 * Lets the pollers of Spring Integration take no more messages from their sources, such
 * as files, mails or rows, from the trigger on. A message that was taken is handled to
 * the end: its poll is a task of the scheduler, and so a job that the drain waits for.
 * Spring would interrupt it when it stops the poller, which is idle by then.
 *
 * @since 1.0.0
 */
public final class SourcePollers implements ShutdownParticipant {

	private final ListableBeanFactory beans;

	/**
	 * Creates an object that leaves the pollers alone until the shutdown.
	 * @param beans the beans of the application
	 */
	public SourcePollers(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public void shutdownStarted() {
		pause();
	}

	/**
	 * Pauses those that were added since.
	 */
	@Override
	public void drainStarted() {
		pause();
	}

	private void pause() {
		ExistingBeans.ofType(this.beans, SourcePollingChannelAdapter.class)
			.values()
			.forEach((poller) -> poller.setMaxMessagesPerPoll(0));
	}

}
