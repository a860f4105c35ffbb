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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks cleanup that runs after the drain, when nothing can produce work anymore and
 * before connection pools and clients are closed. Goes on a method without arguments of
 * any bean, on a class that is a {@link ShutdownTask}, or on a {@code @Bean} method that
 * returns one; a bean that is one runs in phase 0 without it. Phases run in ascending
 * order, the tasks of a phase in parallel, each on a thread of its own. A task that fails
 * or times out is recorded by name and never stops the others. Beans that were never
 * created, lazy ones included, are left alone. Does not run with
 * {@code graceful-shutdown.enabled=false}.
 *
 * @since 1.0.0
 */
@Documented
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface ShutdownPhase {

	/**
	 * The phase; lower phases run first.
	 * @return the phase
	 */
	int value() default 0;

	/**
	 * The name in log, status and metrics. Defaults to the bean name, for a method
	 * followed by a dot and the name of the method.
	 * @return the name
	 */
	String name() default "";

	/**
	 * How long the task may take, as {@code 5s}, {@code 500ms} or {@code PT5S}; then its
	 * thread is interrupted and the next phase begins. Never more than what is left of
	 * the deadline. Placeholders are resolved. Defaults to
	 * {@code graceful-shutdown.cleanup.task-timeout}.
	 * @return the timeout
	 */
	String timeout() default "";

}
