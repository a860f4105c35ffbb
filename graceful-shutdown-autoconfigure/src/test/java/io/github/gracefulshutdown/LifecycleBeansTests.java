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

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LifecycleBeans}.
 */
class LifecycleBeansTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final LifecycleBeans beans = new LifecycleBeans(this.beanFactory);

	@Test
	void namesRunningBeansOfHighestPhase() {
		register("low", new Bean(1, true));
		register("high", new Bean(5, true));
		register("other", new Bean(5, true));
		register("stopped", new Bean(9, false));
		assertThat(this.beans.stopping()).containsExactlyInAnyOrder("bean 'high' (%s)".formatted(Bean.class.getName()),
				"bean 'other' (%s)".formatted(Bean.class.getName()));
	}

	@Test
	void beanWithoutPhaseIsInPhaseZero() {
		register("plain", new Plain());
		register("below", new Bean(-1, true));
		assertThat(this.beans.stopping()).containsExactly("bean 'plain' (%s)".formatted(Plain.class.getName()));
	}

	@Test
	void createsNoBean() {
		RootBeanDefinition lazy = new RootBeanDefinition(Bean.class, () -> {
			throw new IllegalStateException("Created");
		});
		lazy.setLazyInit(true);
		this.beanFactory.registerBeanDefinition("lazy", lazy);
		assertThat(this.beans.stopping()).isEmpty();
	}

	private void register(String name, Lifecycle bean) {
		this.beanFactory.registerSingleton(name, bean);
	}

	/**
	 * A bean without a phase that runs.
	 */
	static class Plain implements Lifecycle {

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
	static class Bean extends Plain implements SmartLifecycle {

		private final int phase;

		private final boolean running;

		Bean(int phase, boolean running) {
			this.phase = phase;
			this.running = running;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
