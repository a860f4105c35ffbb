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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LifecyclePhases}.
 */
class LifecyclePhasesTests {

	private static final Duration CONFIGURED = Duration.ofSeconds(10);

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final LifecyclePhases phases = new LifecyclePhases(this.beanFactory, CONFIGURED);

	private final RecordingProcessor processor = new RecordingProcessor();

	@Test
	void limitsPhases() {
		registerProcessor(this.processor);
		this.phases.limit(Duration.ofSeconds(4));
		assertThat(this.processor.timeouts).containsExactly(4000L);
	}

	@Test
	void neverRaisesValueOfUser() {
		registerProcessor(this.processor);
		this.phases.limit(CONFIGURED.plusMillis(1));
		this.phases.limit(CONFIGURED);
		assertThat(this.processor.timeouts).isEmpty();
		this.phases.limit(CONFIGURED.minusMillis(1));
		assertThat(this.processor.timeouts).containsExactly(9999L);
	}

	@Test
	void doesNothingWithoutProcessor() {
		this.phases.limit(Duration.ofSeconds(4));
		assertThat(this.beanFactory.getSingletonCount()).isZero();
	}

	@Test
	void leavesProcessorOfUserAlone() {
		LifecycleProcessor other = mock(LifecycleProcessor.class);
		registerProcessor(other);
		this.phases.limit(Duration.ofSeconds(4));
		then(other).shouldHaveNoInteractions();
	}

	private void registerProcessor(LifecycleProcessor processor) {
		this.beanFactory.registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, processor);
	}

	/**
	 * Keeps what it is told.
	 */
	private static final class RecordingProcessor extends DefaultLifecycleProcessor {

		private final List<Long> timeouts = new ArrayList<>();

		@Override
		public void setTimeoutPerShutdownPhase(long timeout) {
			this.timeouts.add(timeout);
		}

	}

}
