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

package io.github.gracefulshutdown.doctor;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * A shutdown hook that a library registers unless it is told not to.
 *
 * @param library the name of the library
 * @param closes what the hook closes
 * @param remedy how to be rid of it
 * @param registered whether an application has it
 */
record ForeignHook(String library, String closes, String remedy, Predicate<ApplicationContext> registered) {

	/**
	 * The hooks that are known, each read in the source of its library.
	 */
	static final List<ForeignHook> KNOWN = List.of(
			// org.h2.engine.Database of 2.4.240: closes a database that is persistent,
			// unless told otherwise, when it only writes a checkpoint. See
			// https://h2database.com/html/features.html#do_not_close_on_exit
			new ForeignHook("H2", "the database", "add ;DB_CLOSE_ON_EXIT=FALSE to spring.datasource.url",
					ForeignHook::hasPersistentH2),
			// com.hazelcast.spi.properties.ClusterProperty.SHUTDOWNHOOK_ENABLED is true,
			// SHUTDOWNHOOK_POLICY is TERMINATE. Members only: clients are of another type
			ofBean("Hazelcast", "the member", "com.hazelcast.instance.impl.HazelcastInstanceProxy",
					"hazelcast.shutdownhook.enabled", "false"),
			// org.apache.ignite.internal.IgnitionEx of Ignite 2: stops the node and
			// cancels its jobs
			ofBean("Apache Ignite", "the node", "org.apache.ignite.Ignite", "IGNITE_NO_SHUTDOWN_HOOK", "true"),
			// org.apache.geode.distributed.internal.InternalDistributedSystem,
			// DISABLE_SHUTDOWN_HOOK_PROPERTY: disconnects, which closes the cache
			ofBean("Apache Geode", "the cache", "org.apache.geode.cache.GemFireCache", "gemfire.disableShutdownHook",
					"true"));

	/**
	 * A hook of something that is a bean, with a switch that is a system property.
	 */
	static ForeignHook ofBean(String library, String closes, String type, String property, String off) {
		return new ForeignHook(library, closes, "start the JVM with -D%s=%s".formatted(property, off),
				(context) -> !isSet(property, off) && hasBean(context, type));
	}

	// Ignite reads environment variables as well
	private static boolean isSet(String property, String value) {
		return value.equalsIgnoreCase(System.getProperty(property)) || value.equalsIgnoreCase(System.getenv(property));
	}

	boolean isRegistered(ApplicationContext context) {
		return this.registered.test(context);
	}

	private static boolean hasPersistentH2(ApplicationContext context) {
		String url = context.getEnvironment().getProperty("spring.datasource.url", "").toUpperCase(Locale.ROOT);
		return url.startsWith("JDBC:H2:") && !url.matches("JDBC:H2:(MEM|TCP|SSL):.*")
				&& !url.contains(";DB_CLOSE_ON_EXIT=FALSE");
	}

	private static boolean hasBean(ApplicationContext context, String type) {
		ClassLoader classLoader = context.getClassLoader();
		return ClassUtils.isPresent(type, classLoader)
				&& context.getBeanNamesForType(ClassUtils.resolveClassName(type, classLoader), true, false).length > 0;
	}

}
