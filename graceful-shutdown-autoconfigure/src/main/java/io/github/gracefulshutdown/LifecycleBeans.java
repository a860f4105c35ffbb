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

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.Lifecycle;
import org.springframework.context.Phased;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.util.ReflectionUtils;

/**
 * The lifecycle beans of an application context, which Spring stops phase by phase, from
 * high to low.
 *
 * @since 1.0.0
 */
public final class LifecycleBeans {

	/**
	 * Waits for the requests that are active, and for nothing else.
	 */
	private static final String WEB_SERVER = "org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle";

	private static final String WEB_SERVER_BEAN = "webServerGracefulShutdown";

	/**
	 * As much as a web server needs that has nothing to wait for.
	 */
	private static final Duration LEAST = Duration.ofMillis(100);

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Creates the beans of a context.
	 * @param beanFactory its bean factory
	 */
	public LifecycleBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * The beans that Spring may be waiting for: those that run in the highest phase in
	 * which any does, and, as long as all do in it, those of the phase before that may
	 * call back later. Many say that they do not run from the moment in which they are
	 * told to stop. Creates none.
	 * @param requestsLeft whether there are active requests
	 * @return their names and types
	 */
	List<String> stopping(boolean requestsLeft) {
		List<Bean> told = List.of();
		List<Bean> running = List.of();
		for (List<Bean> phase : phases(requestsLeft)) {
			running = phase.stream().filter(Bean::isRunning).toList();
			if (!running.isEmpty()) {
				told = (running.size() == phase.size()) ? told : List.of();
				break;
			}
			told = phase.stream().filter(Bean::callsBack).toList();
		}
		// It does wait
		boolean known = told.stream().anyMatch(Bean::isWebServer);
		Stream<Bean> stopping = known ? told.stream().filter(Bean::isWebServer)
				: Stream.concat(told.stream(), running.stream());
		return stopping.map(Bean::toString).toList();
	}

	/**
	 * No request that counts is left: Spring waits no longer than this for those of the
	 * web server. They are not counted, or are none: Tomcat never learns that an event
	 * stream has ended whose client hung up before the first event was written, as
	 * {@code org.apache.catalina.connector.CoyoteAdapter#service} does not let it end
	 * where it is dispatched after an error. If other beans stop at the same time, they
	 * keep theirs, and so does a phase whose time is shorter.
	 * @param time the time
	 */
	void boundWebServer(Duration time) {
		Object processor = this.beanFactory.getSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME);
		if (processor instanceof DefaultLifecycleProcessor spring
				&& this.beanFactory.getSingleton(WEB_SERVER_BEAN) instanceof SmartLifecycle webServer
				&& isAlone(webServer)) {
			int phase = webServer.getPhase();
			long bound = Math.max(LEAST.toMillis(), time.toMillis());
			if (bound < timeout(spring, phase)) {
				spring.setTimeoutForShutdownPhase(phase, bound);
			}
		}
	}

	// Nobody else tells it
	private static long timeout(DefaultLifecycleProcessor spring, int phase) {
		Method method = ReflectionUtils.findMethod(DefaultLifecycleProcessor.class, "determineShutdownTimeout",
				int.class);
		if (method == null) {
			return Long.MAX_VALUE;
		}
		ReflectionUtils.makeAccessible(method);
		Object timeout = ReflectionUtils.invokeMethod(method, spring, phase);
		return (timeout instanceof Long known) ? known : Long.MAX_VALUE;
	}

	private boolean isAlone(SmartLifecycle webServer) {
		return Stream.of(this.beanFactory.getSingletonNames())
			.map(this.beanFactory::getSingleton)
			.noneMatch((bean) -> bean != webServer && bean instanceof Lifecycle && bean instanceof Phased phased
					&& phased.getPhase() == webServer.getPhase());
	}

	private Collection<List<Bean>> phases(boolean requestsLeft) {
		return ExistingBeans.ofType(this.beanFactory, Lifecycle.class)
			.entrySet()
			.stream()
			.map((bean) -> new Bean(bean.getKey(), bean.getValue()))
			.filter((bean) -> requestsLeft || !bean.isWebServer())
			.collect(Collectors.groupingBy(Bean::phase, () -> new TreeMap<>(Comparator.<Integer>reverseOrder()),
					Collectors.toList()))
			.values();
	}

	private record Bean(String name, Lifecycle lifecycle) {

		private int phase() {
			return (this.lifecycle instanceof Phased phased) ? phased.getPhase() : 0;
		}

		private boolean isRunning() {
			return this.lifecycle.isRunning();
		}

		private boolean callsBack() {
			if (!(this.lifecycle instanceof SmartLifecycle) || this.lifecycle instanceof GracefulShutdownLifecycle) {
				return false;
			}
			Method stop = ReflectionUtils.findMethod(this.lifecycle.getClass(), "stop", Runnable.class);
			return stop != null && stop.getDeclaringClass() != SmartLifecycle.class;
		}

		private boolean isWebServer() {
			return this.lifecycle.getClass().getName().equals(WEB_SERVER);
		}

		@Override
		public String toString() {
			return "bean '%s' (%s)".formatted(this.name, this.lifecycle.getClass().getName());
		}

	}

}
