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

package io.github.gracefulshutdown.benchmarks.faults;

import io.github.gracefulshutdown.ShutdownParticipant;
import io.github.gracefulshutdown.ShutdownPhase;
import io.github.gracefulshutdown.ShutdownStartedEvent;
import io.github.gracefulshutdown.ShutdownStateChangedEvent;
import io.github.gracefulshutdown.ShutdownTask;
import io.github.gracefulshutdown.sample.deadline.Hang;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * Listeners, participants and cleanup tasks that hang or throw.
 */
@Configuration(proxyBeanMethods = false)
class FaultyCallbacks {

	@Bean
	@ConditionalOnProperty("faulty.hanging-listener")
	HangingListener hangingListener() {
		return new HangingListener();
	}

	@Bean
	@ConditionalOnProperty("faulty.throwing-listener")
	ThrowingListener throwingListener() {
		return new ThrowingListener();
	}

	@Bean
	@ConditionalOnProperty("faulty.hanging-state-listener")
	HangingStateListener hangingStateListener() {
		return new HangingStateListener();
	}

	@Bean
	@ConditionalOnProperty("faulty.hanging-participant")
	HangingParticipant hangingParticipant() {
		return new HangingParticipant();
	}

	@Bean
	@ConditionalOnProperty("faulty.throwing-participant")
	ThrowingParticipant throwingParticipant() {
		return new ThrowingParticipant();
	}

	@Bean
	@ConditionalOnProperty("faulty.throwing-task")
	@ShutdownPhase(value = 1, name = "throwing")
	ShutdownTask throwingTask() {
		return () -> {
			throw new IllegalStateException("Faulty on purpose");
		};
	}

	@Bean
	@ConditionalOnProperty("faulty.failing-task")
	@ShutdownPhase(value = 1, name = "failing")
	ShutdownTask failingTask() {
		return () -> {
			throw new NoClassDefFoundError("Faulty on purpose");
		};
	}

	/**
	 * A listener that never returns from the first event.
	 */
	static class HangingListener {

		@EventListener
		void started(ShutdownStartedEvent event) {
			Hang.forever();
		}

	}

	/**
	 * A listener that throws.
	 */
	static class ThrowingListener {

		@EventListener
		void started(ShutdownStartedEvent event) {
			throw new IllegalStateException("Faulty on purpose");
		}

	}

	/**
	 * A listener that never returns from any state.
	 */
	static class HangingStateListener {

		@EventListener
		void entered(ShutdownStateChangedEvent event) {
			Hang.forever();
		}

	}

	/**
	 * A participant that never returns.
	 */
	static class HangingParticipant implements ShutdownParticipant {

		@Override
		public void shutdownStarted() {
			Hang.forever();
		}

		@Override
		public void drainStarted() {
			Hang.forever();
		}

	}

	/**
	 * A participant that throws.
	 */
	static class ThrowingParticipant implements ShutdownParticipant {

		@Override
		public void shutdownStarted() {
			throw new IllegalStateException("Faulty on purpose");
		}

		@Override
		public void drainStarted() {
			throw new LinkageError("Faulty on purpose");
		}

	}

}
