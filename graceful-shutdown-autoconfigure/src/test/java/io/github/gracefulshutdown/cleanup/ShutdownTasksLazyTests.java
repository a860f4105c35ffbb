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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.gracefulshutdown.CleanupTask;
import io.github.gracefulshutdown.CleanupTasks.Name;
import io.github.gracefulshutdown.ShutdownPhase;
import io.github.gracefulshutdown.ShutdownTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownTasks} with beans that are created late or never.
 */
class ShutdownTasksLazyTests {

	private static final List<String> ran = new CopyOnWriteArrayList<>();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@AfterEach
	void close() {
		this.context.close();
		ran.clear();
	}

	@Test
	void lazyBeanThatNobodyUsesIsNeverCreated() {
		ShutdownTasks tasks = start(LazyBean.class);
		assertThat(tasks.names()).containsExactly(new Name(7, "lazy"));
		assertThat(tasks.current()).isEmpty();
		assertThat(this.context.getBeanFactory().containsSingleton("shutdownTasksLazyTests.LazyBean")).isFalse();
		assertThat(ran).isEmpty();
	}

	@Test
	void lazyBeanThatWasCreatedIsCleanedUp() throws Exception {
		ShutdownTasks tasks = start(LazyBean.class);
		this.context.getBean(LazyBean.class);
		only(tasks).task().run();
		assertThat(ran).containsExactly("created", "lazy");
	}

	@Test
	void lazyBeanMethodThatNobodyUsesIsNeverCalled() {
		ShutdownTasks tasks = start(LazyBeanMethodConfiguration.class);
		assertThat(tasks.names()).containsExactly(new Name(0, "lazyTask"));
		assertThat(tasks.current()).isEmpty();
		assertThat(ran).isEmpty();
	}

	@Test
	void lazyBeanThatIsDeclaredByAnInterfaceIsCleanedUp() throws Exception {
		ShutdownTasks tasks = start(InterfaceConfiguration.class);
		assertThat(tasks.current()).isEmpty();
		this.context.getBean(Runnable.class);
		CleanupTask task = only(tasks);
		assertThat(task.name()).isEqualTo("lazy");
		task.task().run();
		assertThat(ran).containsExactly("created", "lazy");
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

	@Lazy
	static class LazyBean {

		LazyBean() {
			ran.add("created");
		}

		@ShutdownPhase(value = 7, name = "lazy")
		void flush() {
			ran.add("lazy");
		}

	}

	/**
	 * What hides behind an interface.
	 */
	static class Hidden extends LazyBean implements Runnable {

		@Override
		public void run() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InterfaceConfiguration {

		@Bean
		@Lazy
		Runnable hidden() {
			return new Hidden();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyBeanMethodConfiguration {

		@Bean
		@Lazy
		@ShutdownPhase
		ShutdownTask lazyTask() {
			ran.add("created");
			return () -> ran.add("lazy");
		}

	}

}
