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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.gracefulshutdown.CleanupTask;
import io.github.gracefulshutdown.CleanupTasks;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownPhase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The beans with a {@link ShutdownPhase}: found and checked at start-up without creating
 * any of them.
 *
 * @since 1.0.0
 */
public final class ShutdownTasks implements CleanupTasks, SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ShutdownTasks.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final SingletonSupplier<List<AnnotatedBean>> beans = SingletonSupplier.of(this::find);

	// Their classes may say more than the types they are declared with
	private final List<String> notYetCreated = new ArrayList<>();

	/**
	 * Creates an object that looks for tasks once all singletons exist.
	 * @param beanFactory where to look
	 */
	public ShutdownTasks(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.beans.obtain();
	}

	@Override
	public List<Name> names() {
		return this.beans.obtain().stream().map(AnnotatedBean::name).toList();
	}

	@Override
	public List<CleanupTask> current() {
		List<CleanupTask> tasks = new ArrayList<>();
		Set<Name> names = new HashSet<>();
		for (AnnotatedBean bean : this.beans.obtain()) {
			names.add(bean.name());
			if (bean.exists()) {
				tasks.add(bean.task());
			}
		}
		for (AnnotatedBean bean : createdSince()) {
			if (names.add(bean.name())) {
				tasks.add(bean.task());
			}
		}
		return tasks;
	}

	private List<AnnotatedBean> createdSince() {
		List<AnnotatedBean> found = new ArrayList<>();
		for (String name : this.notYetCreated) {
			if (this.beanFactory.containsSingleton(name)) {
				try {
					found.addAll(find(name));
				}
				catch (ShutdownConfigurationException ex) {
					logger.warn("The bean '%s', which is lazy, cannot be cleaned up".formatted(name), ex);
				}
			}
		}
		return found;
	}

	private List<AnnotatedBean> find() {
		List<AnnotatedBean> found = new ArrayList<>();
		for (String name : this.beanFactory.getBeanDefinitionNames()) {
			if (!this.beanFactory.containsSingleton(name)) {
				this.notYetCreated.add(name);
			}
			found.addAll(find(name));
		}
		rejectDuplicates(found);
		return List.copyOf(found);
	}

	private List<AnnotatedBean> find(String name) {
		Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, name);
		return (type != null && isCandidate(name, type)) ? AnnotatedBean.find(this.beanFactory, name, type) : List.of();
	}

	// Leaves out what cannot carry the annotation, or is called through its proxy, as
	// org.springframework.context.event.EventListenerMethodProcessor does.
	private static boolean isCandidate(String name, Class<?> type) {
		boolean ofSpring = type.getName().startsWith("org.springframework.")
				&& !AnnotatedElementUtils.isAnnotated(type, Component.class);
		return !ofSpring && !ScopedProxyUtils.isScopedTarget(name)
				&& AnnotationUtils.isCandidateClass(type, ShutdownPhase.class);
	}

	private static void rejectDuplicates(List<AnnotatedBean> beans) {
		Map<Name, AnnotatedBean> seen = new HashMap<>();
		for (AnnotatedBean bean : beans) {
			AnnotatedBean other = seen.put(bean.name(), bean);
			if (other != null) {
				throw new ShutdownConfigurationException(
						"The %s and the %s both have a @ShutdownPhase with the name '%s' in phase %d.".formatted(other,
								bean, bean.name().name(), bean.name().phase()),
						"Give one of them another name, so that log, status and metrics can tell them apart. If both are"
								+ " of the same class, leave the name out: it is then that of the bean and the method.");
			}
		}
	}

}
