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
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LifecycleBeans}.
 */
class LifecycleBeansTests {

	private static final int WEB_SERVER_PHASE = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	private final LifecycleBeans beans = new LifecycleBeans(this.beanFactory);

	@Test
	void namesRunningBeansOfHighestPhase() {
		register("low", new Bean(1, true));
		register("high", new Bean(5, true));
		register("other", new Bean(5, true));
		register("stopped", new Bean(9, false));
		assertThat(this.beans.stopping(false)).containsExactlyInAnyOrder(named("high"), named("other"));
	}

	@Test
	void namesThoseBeforeThemThatMayCallBackLater() {
		register("running", new Bean(5, true));
		register("told", new CallingBack(7, false));
		register("stopped", new Bean(7, false));
		register("earlier", new CallingBack(9, false));
		assertThat(this.beans.stopping(false)).containsExactly(named("told"), named("running"));
	}

	@Test
	void namesNoneBeforeThemWhenSomeOfThemHaveStopped() {
		register("running", new Bean(5, true));
		register("stopped", new Bean(5, false));
		register("earlier", new CallingBack(7, false));
		assertThat(this.beans.stopping(false)).containsExactly(named("running"));
	}

	@Test
	void namesThoseThatMayCallBackLaterWhenNoneRuns() {
		register("told", new CallingBack(5, false));
		register("earlier", new CallingBack(7, false));
		assertThat(this.beans.stopping(false)).containsExactly(named("told"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void webServerWaitsForRequestsAlone(boolean requestsLeft) {
		SmartLifecycle web = new WebServerGracefulShutdownLifecycle(mock(WebServer.class));
		register("web", web);
		register("next", new CallingBack(web.getPhase() - 1, true));
		assertThat(this.beans.stopping(requestsLeft)).containsExactly(named(requestsLeft ? "web" : "next"));
	}

	@Test
	void webServerThatIsAloneIsBounded() {
		Processor spring = registerWebServer();
		register("before", new Bean(WEB_SERVER_PHASE + 1, true));
		register("plain", new Plain());
		this.beans.boundWebServer(Duration.ofSeconds(1));
		assertThat(spring.timeouts).containsExactly(entry(WEB_SERVER_PHASE, 1000L));
	}

	@Test
	void webServerWhoseTimeIsShorterKeepsIt() {
		Processor spring = registerWebServer();
		spring.setTimeoutPerShutdownPhase(999);
		this.beans.boundWebServer(Duration.ofSeconds(1));
		assertThat(spring.timeouts).isEmpty();
	}

	@Test
	void webServerThatHasNothingToWaitForHasTimeToSaySo() {
		Processor spring = registerWebServer();
		this.beans.boundWebServer(Duration.ZERO);
		assertThat(spring.timeouts).containsExactly(entry(WEB_SERVER_PHASE, 100L));
	}

	@Test
	void beanThatStopsWithTheWebServerKeepsItsTime() {
		Processor spring = registerWebServer();
		register("beside", new Bean(WEB_SERVER_PHASE, true));
		this.beans.boundWebServer(Duration.ofSeconds(1));
		assertThat(spring.timeouts).isEmpty();
	}

	@Test
	void applicationWithoutWebServerIsLeftAlone() {
		Processor spring = new Processor();
		this.beanFactory.registerSingleton("lifecycleProcessor", spring);
		this.beans.boundWebServer(Duration.ofSeconds(1));
		assertThat(spring.timeouts).isEmpty();
	}

	private Processor registerWebServer() {
		Processor spring = new Processor();
		this.beanFactory.registerSingleton("lifecycleProcessor", spring);
		register("webServerGracefulShutdown", new WebServerGracefulShutdownLifecycle(mock(WebServer.class)));
		return spring;
	}

	@Test
	void beanWithoutPhaseIsInPhaseZero() {
		register("plain", new Plain());
		register("below", new Bean(-1, true));
		assertThat(this.beans.stopping(false)).containsExactly(named("plain"));
	}

	@Test
	void createsNoBean() {
		RootBeanDefinition lazy = new RootBeanDefinition(Bean.class, () -> {
			throw new IllegalStateException("Created");
		});
		lazy.setLazyInit(true);
		this.beanFactory.registerBeanDefinition("lazy", lazy);
		assertThat(this.beans.stopping(false)).isEmpty();
	}

	private String named(String name) {
		return "bean '%s' (%s)".formatted(name, this.beanFactory.getBean(name).getClass().getName());
	}

	private void register(String name, Lifecycle bean) {
		this.beanFactory.registerSingleton(name, bean);
	}

	/**
	 * Remembers what it is told.
	 */
	static class Processor extends DefaultLifecycleProcessor {

		private final Map<Integer, Long> timeouts = new HashMap<>();

		@Override
		public void setTimeoutForShutdownPhase(int phase, long timeout) {
			this.timeouts.put(phase, timeout);
		}

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

	/**
	 * A bean that has not stopped when it has been told to.
	 */
	static class CallingBack extends Bean {

		CallingBack(int phase, boolean running) {
			super(phase, running);
		}

		@Override
		public void stop(Runnable callback) {
			// Later
		}

	}

}
