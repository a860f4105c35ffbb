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

package io.github.gracefulshutdown.startup;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Supplier;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.util.ClassUtils;

/**
 * Has each application runner and command line runner watched. The proxy is a subclass,
 * so that a runner can still be injected by its class; one that is final is left alone,
 * which the log says.
 *
 * @since 1.0.0
 */
public final class RunnerWatchPostProcessor implements BeanPostProcessor {

	private final Supplier<RunnerWatch> watch;

	/**
	 * Creates a post processor.
	 * @param watch who watches, asked for at the first runner
	 */
	public RunnerWatchPostProcessor(Supplier<RunnerWatch> watch) {
		this.watch = watch;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof ApplicationRunner || bean instanceof CommandLineRunner)) {
			return bean;
		}
		Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
		if (isFinal(ClassUtils.getUserClass(bean))) {
			this.watch.get().impossible(beanName, type);
			return bean;
		}
		ProxyFactory factory = new ProxyFactory();
		factory.setTarget(bean);
		factory.setProxyTargetClass(true);
		factory.addAdvisor(new DefaultPointcutAdvisor(new Run(), this.watch.get().around(beanName, type)));
		return factory.getProxy(type.getClassLoader());
	}

	// Lambdas and proxies are so as well, but have nothing but interfaces to be injected
	// by
	private static boolean isFinal(Class<?> type) {
		if (Proxy.isProxyClass(type) || ClassUtils.isLambdaClass(type)) {
			return false;
		}
		return Modifier.isFinal(type.getModifiers()) || type.isSealed() || Arrays.stream(type.getMethods())
			.anyMatch((method) -> Run.isRun(method) && Modifier.isFinal(method.getModifiers()));
	}

	/**
	 * The methods that Spring Boot calls.
	 */
	private static final class Run extends StaticMethodMatcherPointcut {

		@Override
		public boolean matches(Method method, Class<?> targetClass) {
			return isRun(method);
		}

		private static boolean isRun(Method method) {
			return method.getName().equals("run") && method.getParameterCount() == 1
					&& (method.getParameterTypes()[0] == ApplicationArguments.class
							|| method.getParameterTypes()[0] == String[].class);
		}

	}

}
