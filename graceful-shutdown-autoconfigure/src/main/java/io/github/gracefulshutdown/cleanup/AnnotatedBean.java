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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.gracefulshutdown.CleanupTask;
import io.github.gracefulshutdown.CleanupTasks.Name;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownPhase;
import io.github.gracefulshutdown.ShutdownTask;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * One {@code @ShutdownPhase} of one bean, checked, or the default one of a
 * {@link ShutdownTask}.
 */
final class AnnotatedBean {

	private static final ShutdownPhase DEFAULT = MergedAnnotation.of(ShutdownPhase.class).synthesize();

	private final ConfigurableListableBeanFactory beanFactory;

	private final String beanName;

	private final @Nullable Method method;

	private final Name name;

	private final @Nullable Duration timeout;

	private AnnotatedBean(ConfigurableListableBeanFactory beanFactory, String beanName, @Nullable Method method,
			ShutdownPhase annotation) {
		this.beanFactory = beanFactory;
		this.beanName = beanName;
		this.method = method;
		String defaultName = (method != null) ? beanName + "." + method.getName() : beanName;
		this.name = new Name(annotation.value(),
				StringUtils.hasText(annotation.name()) ? annotation.name() : defaultName);
		this.timeout = timeout(annotation.timeout());
		if (!beanFactory.isSingleton(beanName)) {
			throw new ShutdownConfigurationException(
					"The %s has a @ShutdownPhase, but is no singleton.".formatted(this),
					"Make it a singleton, or move the cleanup to one: of other beans nobody knows which exist.");
		}
	}

	/**
	 * Finds the annotations of a bean. A task without any has the default one.
	 * @param beanFactory the bean factory
	 * @param beanName the name of the bean
	 * @param type its class, without proxy
	 * @return what was found
	 */
	static List<AnnotatedBean> find(ConfigurableListableBeanFactory beanFactory, String beanName, Class<?> type) {
		List<AnnotatedBean> found = new ArrayList<>();
		ShutdownPhase ofBean = beanFactory.findAnnotationOnBean(beanName, ShutdownPhase.class, false);
		if (ofBean != null) {
			found.add(new AnnotatedBean(beanFactory, beanName, null, ofBean).checkTask(type));
		}
		MethodIntrospector.selectMethods(type, AnnotatedBean::annotation).forEach((method, ofMethod) -> {
			AnnotatedBean bean = new AnnotatedBean(beanFactory, beanName, method, ofMethod);
			if (AnnotatedElementUtils.hasAnnotation(method, Bean.class)) {
				bean.checkTask(method.getReturnType());
			}
			else {
				found.add(bean.checkMethod(method));
			}
		});
		if (found.isEmpty() && ShutdownTask.class.isAssignableFrom(type) && beanFactory.isSingleton(beanName)) {
			found.add(new AnnotatedBean(beanFactory, beanName, null, DEFAULT));
		}
		return found;
	}

	private static @Nullable ShutdownPhase annotation(Method method) {
		return AnnotatedElementUtils.findMergedAnnotation(method, ShutdownPhase.class);
	}

	private AnnotatedBean checkTask(Class<?> type) {
		if (!ShutdownTask.class.isAssignableFrom(type)) {
			throw new ShutdownConfigurationException(
					"The %s has a @ShutdownPhase, but its type %s is no ShutdownTask.".formatted(this, type.getName()),
					"Implement io.github.gracefulshutdown.ShutdownTask (a @Bean method has to declare it as its"
							+ " return type), or annotate a method without arguments instead.");
		}
		return this;
	}

	private AnnotatedBean checkMethod(Method method) {
		if (method.getParameterCount() > 0) {
			throw new ShutdownConfigurationException(
					"The %s has a @ShutdownPhase, but takes arguments, which nobody can pass.".formatted(this),
					"Remove the arguments: inject what the method needs into its bean.");
		}
		if (exists()) {
			invocable(method, this.beanFactory.getBean(this.beanName));
		}
		return this;
	}

	private @Nullable Duration timeout(String text) {
		String value = this.beanFactory.resolveEmbeddedValue(text);
		if (!StringUtils.hasText(value)) {
			return null;
		}
		Duration timeout = parse(value);
		if (timeout == null || timeout.isNegative() || timeout.isZero()) {
			throw new ShutdownConfigurationException(
					"The %s has a @ShutdownPhase whose timeout '%s' is not a duration of more than zero."
						.formatted(this, value),
					"Write it as '5s', '500ms' or 'PT5S', or leave it out to use"
							+ " 'graceful-shutdown.cleanup.task-timeout'.");
		}
		return timeout;
	}

	private static @Nullable Duration parse(String value) {
		try {
			return DurationStyle.detectAndParse(value);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	Name name() {
		return this.name;
	}

	/**
	 * Whether the bean was created.
	 * @return whether it was
	 */
	boolean exists() {
		return this.beanFactory.containsSingleton(this.beanName);
	}

	CleanupTask task() {
		return new CleanupTask(this.name.phase(), this.name.name(), this.timeout, this::run);
	}

	private void run() throws Exception {
		Object bean = this.beanFactory.getBean(this.beanName);
		if (this.method == null) {
			((ShutdownTask) bean).run();
			return;
		}
		try {
			invocable(this.method, bean).invoke(bean);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
		}
	}

	// The method as it can be called on the bean, through its proxy if it has one.
	private Method invocable(Method method, Object bean) {
		try {
			Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
			ReflectionUtils.makeAccessible(invocable);
			return invocable;
		}
		catch (IllegalStateException ex) {
			throw new ShutdownConfigurationException(
					"The %s has a @ShutdownPhase, but cannot be called through the proxy of its bean.".formatted(this),
					"Make the method public and, if the proxy is one of interfaces, declare it in an interface.");
		}
	}

	@Override
	public String toString() {
		return (this.method != null) ? "method '%s' of bean '%s'".formatted(this.method.getName(), this.beanName)
				: "bean '%s'".formatted(this.beanName);
	}

}
