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

package io.github.gracefulshutdown.task;

import io.github.gracefulshutdown.ShutdownParticipant;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

import org.springframework.scheduling.SchedulingException;

/**
 * Lets the triggers of Quartz fire no more from the trigger of the shutdown on. A job
 * store in a database keeps them for other instances and for the next process.
 *
 * @since 1.0.0
 */
public final class QuartzTriggers implements ShutdownParticipant {

	private final QuartzPostProcessor quartz;

	/**
	 * Creates an object that leaves the schedulers alone until the shutdown.
	 * @param quartz what knows them
	 */
	public QuartzTriggers(QuartzPostProcessor quartz) {
		this.quartz = quartz;
	}

	@Override
	public void shutdownStarted() {
		standBy();
	}

	/**
	 * Stops those that have started since.
	 */
	@Override
	public void drainStarted() {
		standBy();
	}

	private void standBy() {
		for (Scheduler scheduler : this.quartz.schedulers()) {
			try {
				scheduler.standby();
			}
			catch (SchedulerException ex) {
				throw new SchedulingException("Could not put a Quartz scheduler in standby mode", ex);
			}
		}
	}

}
