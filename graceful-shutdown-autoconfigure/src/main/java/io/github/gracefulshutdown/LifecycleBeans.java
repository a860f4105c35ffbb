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

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.Lifecycle;
import org.springframework.context.Phased;

/**
 * The lifecycle beans of an application context, which Spring stops phase by phase, from
 * high to low.
 *
 * @since 1.0.0
 */
public final class LifecycleBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Creates the beans of a context.
	 * @param beanFactory its bean factory
	 */
	public LifecycleBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * The beans of the highest phase in which any is running: those that Spring waits
	 * for. Creates none.
	 * @return their names and types
	 */
	List<String> stopping() {
		Map<Integer, List<String>> phases = Arrays
			.stream(this.beanFactory.getBeanNamesForType(Lifecycle.class, false, false))
			.filter(this.beanFactory::containsSingleton)
			.map((name) -> Map.entry(name, this.beanFactory.getBean(name, Lifecycle.class)))
			.filter((bean) -> bean.getValue().isRunning())
			.collect(Collectors.groupingBy((bean) -> phase(bean.getValue()),
					() -> new TreeMap<>(Comparator.<Integer>reverseOrder()),
					Collectors.mapping(
							(bean) -> "bean '%s' (%s)".formatted(bean.getKey(), bean.getValue().getClass().getName()),
							Collectors.toList())));
		return phases.values().stream().findFirst().orElse(List.of());
	}

	private static int phase(Lifecycle bean) {
		return (bean instanceof Phased phased) ? phased.getPhase() : 0;
	}

}
