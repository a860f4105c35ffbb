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

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.gracefulshutdown.CleanupTask;
import io.github.gracefulshutdown.CleanupTasks.Name;
import io.github.gracefulshutdown.ShutdownPhase;
import io.github.gracefulshutdown.ShutdownTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ShutdownTasks}.
 */
class ShutdownTasksTests {

	private static final List<String> ran = new CopyOnWriteArrayList<>();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@AfterEach
	void close() {
		this.context.close();
		ran.clear();
	}

	@Test
	void findsNothingWithoutAnnotation() {
		assertThat(start().names()).isEmpty();
	}

	@Test
	void findsMethod() throws Exception {
		ShutdownTasks tasks = start(Journal.class);
		assertThat(tasks.names()).containsExactly(new Name(10, "flush journal"));
		CleanupTask task = only(tasks);
		assertThat(task.timeout()).hasSeconds(5);
		task.task().run();
		assertThat(ran).containsExactly("flush");
	}

	@Test
	void findsClass() throws Exception {
		ShutdownTasks tasks = start(TaskBean.class);
		assertThat(tasks.names()).containsExactly(new Name(-1, "shutdownTasksTests.TaskBean"));
		assertThat(only(tasks).timeout()).isNull();
		only(tasks).task().run();
		assertThat(ran).containsExactly("task");
	}

	@Test
	void findsBeanMethod() throws Exception {
		ShutdownTasks tasks = start(BeanMethodConfiguration.class);
		assertThat(tasks.names()).containsExactly(new Name(3, "lambda"));
		only(tasks).task().run();
		assertThat(ran).containsExactly("lambda");
	}

	@Test
	void taskWithoutAnnotationRunsInPhaseZero() throws Exception {
		this.context.registerBean("plain", ShutdownTask.class, () -> () -> ran.add("plain"));
		this.context.registerBean("prototype", ShutdownTask.class, () -> () -> ran.add("prototype"),
				(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE));
		ShutdownTasks tasks = start();
		assertThat(tasks.names()).containsExactly(new Name(0, "plain"));
		only(tasks).task().run();
		assertThat(ran).containsExactly("plain");
	}

	@Test
	void taskWithAnnotatedMethodRunsOnce() {
		this.context.registerBean("bean", AnnotatedRun.class);
		assertThat(start().names()).containsExactly(new Name(2, "bean.run"));
	}

	@Test
	void namesMethodAfterBeanAndMethodByDefault() {
		this.context.registerBean("audit", UnnamedMethod.class);
		assertThat(start().names()).containsExactly(new Name(0, "audit.flush"));
	}

	@Test
	void runsPrivateMethod() throws Exception {
		only(start(PrivateMethod.class)).task().run();
		assertThat(ran).containsExactly("private");
	}

	@Test
	void runsInheritedMethod() throws Exception {
		only(start(InheritingBean.class)).task().run();
		assertThat(ran).containsExactly("inherited");
	}

	@Test
	void runsMethodThatIsAnnotatedInInterface() throws Exception {
		ShutdownTasks tasks = start(AnnotatedInterfaceBean.class);
		assertThat(tasks.names()).extracting(Name::phase).containsExactly(4);
		only(tasks).task().run();
		assertThat(ran).containsExactly("interface");
	}

	@Test
	void methodFailsWithItsOwnException() {
		CleanupTask task = only(start(FailingMethod.class));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> task.task().run()).withMessage("disk full");
	}

	@Test
	void runsEveryAnnotatedMethodOfBean() {
		this.context.registerBean("bean", TwoMethods.class);
		assertThat(start().names()).containsExactlyInAnyOrder(new Name(1, "bean.one"), new Name(2, "bean.two"));
	}

	@Test
	void resolvesPlaceholderInTimeout() {
		this.context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("journal.timeout", "750ms")));
		assertThat(only(start(PlaceholderTimeout.class)).timeout()).isEqualTo(Duration.ofMillis(750));
	}

	@Test
	void emptyPlaceholderIsNoTimeout() {
		assertThat(only(start(PlaceholderTimeout.class)).timeout()).isNull();
	}

	private static CleanupTask only(ShutdownTasks tasks) {
		assertThat(tasks.current()).hasSize(1);
		return tasks.current().get(0);
	}

	private ShutdownTasks start(Class<?>... beans) {
		this.context.registerBean("shutdownTasks", ShutdownTasks.class,
				() -> new ShutdownTasks(this.context.getBeanFactory()));
		for (Class<?> bean : beans) {
			this.context.register(bean);
		}
		this.context.refresh();
		return this.context.getBean(ShutdownTasks.class);
	}

	static class Journal {

		@ShutdownPhase(value = 10, name = "flush journal", timeout = "5s")
		void flush() {
			ran.add("flush");
		}

	}

	@ShutdownPhase(-1)
	static class TaskBean implements ShutdownTask {

		@Override
		public void run() {
			ran.add("task");
		}

	}

	static class AnnotatedRun implements ShutdownTask {

		@Override
		@ShutdownPhase(2)
		public void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanMethodConfiguration {

		@Bean
		@ShutdownPhase(3)
		ShutdownTask lambda() {
			return () -> ran.add("lambda");
		}

	}

	static class UnnamedMethod {

		@ShutdownPhase
		void flush() {
		}

	}

	static class PrivateMethod {

		@ShutdownPhase
		private void flush() {
			ran.add("private");
		}

	}

	static class InheritingBean extends BaseBean {

	}

	static class BaseBean {

		@ShutdownPhase
		void flush() {
			ran.add("inherited");
		}

	}

	interface AnnotatedInterface {

		@ShutdownPhase(4)
		void flush();

	}

	static class AnnotatedInterfaceBean implements AnnotatedInterface {

		@Override
		public void flush() {
			ran.add("interface");
		}

	}

	static class FailingMethod {

		@ShutdownPhase
		void flush() throws IOException {
			throw new IOException("disk full");
		}

	}

	static class TwoMethods {

		@ShutdownPhase(1)
		void one() {
		}

		@ShutdownPhase(2)
		void two() {
		}

	}

	static class PlaceholderTimeout {

		@ShutdownPhase(timeout = "${journal.timeout:}")
		void flush() {
		}

	}

}
