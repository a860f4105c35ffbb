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
import io.github.gracefulshutdown.CleanupTasks;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownPhase;
import io.github.gracefulshutdown.ShutdownTask;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ShutdownTasks} with beans that have a proxy.
 */
class ShutdownTasksProxyTests {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final RecordingAdvice advice = new RecordingAdvice();

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void callsMethodThroughClassProxy() throws Exception {
		runs(start(true, ClassBean.class));
		assertThat(AopUtils.isCglibProxy(this.context.getBean("bean"))).isTrue();
		assertThat(this.advice.before).containsExactly("flush");
		assertThat(this.context.getBean(ClassBean.class).ran()).isEqualTo(1);
	}

	@Test
	void callsMethodOfScopedBeanThroughItsProxy() throws Exception {
		this.context.getBeanFactory().registerScope("thread", new SimpleThreadScope());
		this.context.registerBean("scoped", ScopedBean.class);
		ShutdownTasks tasks = start(true, ClassBean.class);
		assertThat(tasks.names()).extracting(CleanupTasks.Name::name).containsOnly("bean.flush", "scoped.flush");
		for (CleanupTask task : tasks.current()) {
			task.task().run();
		}
		assertThat(this.context.getBean(ScopedBean.class).ran()).isEqualTo(1);
	}

	@Test
	void callsMethodThroughInterfaceProxy() throws Exception {
		runs(start(false, InterfaceBean.class));
		assertThat(AopUtils.isJdkDynamicProxy(this.context.getBean("bean"))).isTrue();
		assertThat(this.advice.before).containsExactly("flush");
	}

	@Test
	void callsTaskThroughInterfaceProxy() throws Exception {
		runs(start(false, TaskBean.class));
		assertThat(AopUtils.isJdkDynamicProxy(this.context.getBean("bean"))).isTrue();
		assertThat(this.advice.before).containsExactly("run");
	}

	@Test
	void refusesMethodThatInterfaceProxyDoesNotHave() {
		assertThatExceptionOfType(ShutdownConfigurationException.class)
			.isThrownBy(() -> start(false, HiddenMethodBean.class))
			.withMessage("The method 'hidden' of bean 'bean' has a @ShutdownPhase, but cannot be called through the"
					+ " proxy of its bean.")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("declare it in an interface"));
	}

	@Test
	void refusesPrivateMethodOfClassProxy() {
		assertThatExceptionOfType(ShutdownConfigurationException.class)
			.isThrownBy(() -> start(true, PrivateMethodBean.class))
			.withMessageContaining("method 'hidden' of bean 'bean'")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("Make the method public"));
	}

	private static void runs(ShutdownTasks tasks) throws Exception {
		assertThat(tasks.current()).hasSize(1);
		tasks.current().get(0).task().run();
	}

	private ShutdownTasks start(boolean proxyTargetClass, Class<?> bean) {
		this.context.registerBean("advice", MethodInterceptor.class, () -> this.advice);
		this.context.registerBean("proxyCreator", BeanNameAutoProxyCreator.class, () -> {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("bean");
			creator.setInterceptorNames("advice");
			creator.setProxyTargetClass(proxyTargetClass);
			return creator;
		});
		this.context.registerBean("shutdownTasks", ShutdownTasks.class,
				() -> new ShutdownTasks(this.context.getBeanFactory()));
		this.context.registerBean("bean", bean);
		this.context.refresh();
		this.advice.before.clear();
		return this.context.getBean(ShutdownTasks.class);
	}

	private static final class RecordingAdvice implements MethodInterceptor {

		private final List<String> before = new CopyOnWriteArrayList<>();

		@Override
		public Object invoke(MethodInvocation invocation) throws Throwable {
			if (!invocation.getMethod().getName().equals("ran")) {
				this.before.add(invocation.getMethod().getName());
			}
			return invocation.proceed();
		}

	}

	static class ClassBean {

		private int ran;

		@ShutdownPhase
		void flush() {
			this.ran++;
		}

		int ran() {
			return this.ran;
		}

	}

	@Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedBean extends ClassBean {

	}

	interface Flushable {

		void flush();

	}

	static class InterfaceBean implements Flushable {

		@Override
		@ShutdownPhase
		public void flush() {
		}

	}

	@ShutdownPhase
	static class TaskBean implements ShutdownTask {

		@Override
		public void run() {
		}

	}

	static class HiddenMethodBean implements Flushable {

		@Override
		public void flush() {
		}

		@ShutdownPhase
		void hidden() {
		}

	}

	static class PrivateMethodBean {

		@ShutdownPhase
		private void hidden() {
		}

	}

}
