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
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.Lifecycle;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.Phased;
import org.springframework.context.SmartLifecycle;
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
	void limitsEachPhaseInUse() {
		registerProcessor(this.processor);
		this.beanFactory.registerSingleton("one", new PhasedBean(7));
		this.beanFactory.registerSingleton("other", new PhasedBean(7));
		this.beanFactory.registerSingleton("last", new PhasedBean(-7));
		this.beanFactory.registerSingleton("plain", new PlainBean());
		this.phases.limit(Duration.ofSeconds(4));
		assertThat(this.processor.timeouts).isEqualTo(Map.of(7, 4000L, -7, 4000L, 0, 4000L));
	}

	@Test
	void neverRaisesValueOfUser() {
		registerProcessor(this.processor);
		this.beanFactory.registerSingleton("one", new PhasedBean(7));
		this.phases.limit(CONFIGURED.plusMillis(1));
		this.phases.limit(CONFIGURED);
		assertThat(this.processor.timeouts).isEmpty();
		this.phases.limit(CONFIGURED.minusMillis(1));
		assertThat(this.processor.timeouts).isEqualTo(Map.of(7, 9999L));
	}

	@Test
	void leavesTimeoutOfPhasesInGeneralAlone() {
		registerProcessor(this.processor);
		this.beanFactory.registerSingleton("one", new PhasedBean(7));
		this.phases.limit(Duration.ofSeconds(4));
		assertThat(this.processor.general).isNull();
	}

	@Test
	void doesNotCreateBeans() {
		registerProcessor(this.processor);
		RootBeanDefinition lazy = new RootBeanDefinition(PhasedBean.class, () -> new PhasedBean(3));
		lazy.setLazyInit(true);
		this.beanFactory.registerBeanDefinition("lazy", lazy);
		this.phases.limit(Duration.ofSeconds(4));
		assertThat(this.beanFactory.containsSingleton("lazy")).isFalse();
	}

	@Test
	void doesNothingWithoutProcessor() {
		this.beanFactory.registerSingleton("one", new PhasedBean(7));
		this.phases.limit(Duration.ofSeconds(4));
		assertThat(this.beanFactory.getSingletonNames()).containsExactly("one");
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
	private static final class RecordingProcessor extends DefaultLifecycleProcessor implements Phased {

		private static final int PHASE = 99;

		private final Map<Integer, Long> timeouts = new TreeMap<>();

		private Long general;

		@Override
		public void setTimeoutForShutdownPhase(int phase, long timeout) {
			if (phase != PHASE) {
				this.timeouts.put(phase, timeout);
			}
		}

		@Override
		public void setTimeoutPerShutdownPhase(long timeout) {
			this.general = timeout;
		}

		@Override
		public int getPhase() {
			return PHASE;
		}

	}

	/**
	 * A bean without a phase.
	 */
	private static class PlainBean implements Lifecycle {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return true;
		}

	}

	/**
	 * A bean with a phase.
	 */
	private static final class PhasedBean extends PlainBean implements SmartLifecycle {

		private final int phase;

		private PhasedBean(int phase) {
			this.phase = phase;
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
