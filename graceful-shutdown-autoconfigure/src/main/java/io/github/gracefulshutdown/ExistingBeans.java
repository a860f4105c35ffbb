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

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;

/**
 * Beans of an application that exist already. Where Spring would create what is asked
 * for, a shutdown is no time to.
 *
 * @since 1.0.0
 */
public final class ExistingBeans {

	private ExistingBeans() {
	}

	/**
	 * The beans of a type.
	 * @param <T> the type
	 * @param beans the beans of the application
	 * @param type the type
	 * @return them by name
	 */
	public static <T> Map<String, T> ofType(ListableBeanFactory beans, Class<T> type) {
		Map<String, T> existing = new LinkedHashMap<>();
		for (String name : beans.getBeanNamesForType(type, false, false)) {
			if (!(beans instanceof SingletonBeanRegistry singletons) || singletons.containsSingleton(name)) {
				existing.put(name, beans.getBean(name, type));
			}
		}
		return existing;
	}

}
