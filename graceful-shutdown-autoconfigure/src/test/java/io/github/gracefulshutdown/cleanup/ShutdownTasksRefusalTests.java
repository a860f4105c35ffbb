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

package io.github.gracefulshutdown.cleanup;

import java.util.function.Consumer;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownPhase;
import io.github.gracefulshutdown.ShutdownTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.mock.env.MockPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link ShutdownTasks} refuses at start-up.
 */
class ShutdownTasksRefusalTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void methodWithArguments() {
		refuses("The method 'flush' of bean 'bean' has a @ShutdownPhase, but takes arguments, which nobody can pass.",
				"Remove the arguments: inject what the method needs into its bean.",
				(context) -> context.registerBean("bean", ArgumentBean.class));
	}

	@Test
	void classThatIsNoTask() {
		refuses("The bean 'bean' has a @ShutdownPhase, but its type %s is no ShutdownTask."
			.formatted(NoTask.class.getName()), "annotate a method without arguments instead",
				(context) -> context.registerBean("bean", NoTask.class));
	}

	@Test
	void beanMethodThatReturnsNoTask() {
		refuses("has a @ShutdownPhase, but its type %s is no ShutdownTask.".formatted(NoTaskEither.class.getName()),
				"has to declare it as its return type",
				(context) -> context.register(NoTaskBeanMethodConfiguration.class));
	}

	@Test
	void beanMethodThatReturnsRunnable() {
		refuses("but its type java.lang.Runnable is no ShutdownTask.", "Implement io.github.gracefulshutdown",
				(context) -> context.register(RunnableBeanMethodConfiguration.class));
	}

	@Test
	void beanMethodThatReturnsClassOfJdk() {
		refuses("but its type java.lang.StringBuilder is no ShutdownTask.", "Implement io.github.gracefulshutdown",
				(context) -> context.register(JdkBeanMethodConfiguration.class));
	}

	@Test
	void prototype() {
		refuses("The method 'flush' of bean 'bean' has a @ShutdownPhase, but is no singleton.",
				"Make it a singleton, or move the cleanup to one",
				(context) -> context.registerBean("bean", Prototype.class));
	}

	@Test
	void prototypeTask() {
		refuses("The bean 'bean' has a @ShutdownPhase, but is no singleton.", "Make it a singleton",
				(context) -> context.registerBean("bean", PrototypeTask.class));
	}

	@Test
	void sameNameInSamePhase() {
		refuses("The method 'flush' of bean 'one' and the method 'flush' of bean 'other' both have a @ShutdownPhase"
				+ " with the name 'flush' in phase 2.", "Give one of them another name", (context) -> {
					context.registerBean("one", Named.class);
					context.registerBean("other", Named.class);
				});
	}

	@Test
	void sameNameInOtherPhaseIsFine() {
		ShutdownTasks tasks = start((context) -> {
			context.registerBean("one", Named.class);
			context.registerBean("other", NamedInOtherPhase.class);
		});
		assertThat(tasks.names()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "soon", "0s", "-5s", "PT0S", "5 s", "5x", "99999999999999999999s", "9223372036854775807d" })
	void timeoutThatIsNoDurationOfMoreThanZero(String timeout) {
		refuses("The method 'flush' of bean 'bean' has a @ShutdownPhase whose timeout '%s' is not a duration of more"
			.formatted(timeout) + " than zero.", "graceful-shutdown.cleanup.task-timeout", (context) -> {
				context.getEnvironment()
					.getPropertySources()
					.addFirst(new MockPropertySource().withProperty("timeout", timeout));
				context.registerBean("bean", TimeoutBean.class);
			});
	}

	private void refuses(String message, String action, Consumer<AnnotationConfigApplicationContext> beans) {
		assertThatExceptionOfType(ShutdownConfigurationException.class).isThrownBy(() -> start(beans))
			.withMessageContaining(message)
			.satisfies((ex) -> assertThat(ex.getAction()).contains(action));
	}

	private ShutdownTasks start(Consumer<AnnotationConfigApplicationContext> beans) {
		this.context.registerBean("shutdownTasks", ShutdownTasks.class,
				() -> new ShutdownTasks(this.context.getBeanFactory()));
		beans.accept(this.context);
		this.context.refresh();
		return this.context.getBean(ShutdownTasks.class);
	}

	static class ArgumentBean {

		@ShutdownPhase
		void flush(String where) {
		}

	}

	@ShutdownPhase
	static class NoTask {

	}

	static class NoTaskEither {

	}

	@Configuration(proxyBeanMethods = false)
	static class NoTaskBeanMethodConfiguration {

		@Bean
		@ShutdownPhase
		NoTaskEither bean() {
			return new NoTaskEither();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class RunnableBeanMethodConfiguration {

		@Bean
		@ShutdownPhase
		Runnable bean() {
			return () -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JdkBeanMethodConfiguration {

		@Bean
		@ShutdownPhase
		StringBuilder bean() {
			return new StringBuilder();
		}

	}

	@Scope("prototype")
	static class Prototype {

		@ShutdownPhase
		void flush() {
		}

	}

	@Scope("prototype")
	@ShutdownPhase
	static class PrototypeTask implements ShutdownTask {

		@Override
		public void run() {
		}

	}

	static class Named {

		@ShutdownPhase(value = 2, name = "flush")
		void flush() {
		}

	}

	static class NamedInOtherPhase {

		@ShutdownPhase(value = 3, name = "flush")
		void flush() {
		}

	}

	static class TimeoutBean {

		@ShutdownPhase(timeout = "${timeout}")
		void flush() {
		}

	}

}
