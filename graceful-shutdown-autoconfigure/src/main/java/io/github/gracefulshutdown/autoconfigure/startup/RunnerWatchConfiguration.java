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

package io.github.gracefulshutdown.autoconfigure.startup;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownSettings;
import io.github.gracefulshutdown.ShutdownSignal;
import io.github.gracefulshutdown.autoconfigure.ConditionalOutsideTests;
import io.github.gracefulshutdown.startup.RunnerWatch;
import io.github.gracefulshutdown.startup.RunnerWatchPostProcessor;
import io.github.gracefulshutdown.startup.StartupTimeout;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The protection against runners that hang. Not in tests, whose processes are not ours to
 * end. The start as a whole is watched by a listener, as it can hang before there are any
 * beans.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(RunnerWatchConfiguration.TimeoutIsSet.class)
@ConditionalOutsideTests
final class RunnerWatchConfiguration {

	RunnerWatchConfiguration() {
	}

	@Bean
	RunnerWatch gracefulShutdownRunnerWatch(Environment environment, ShutdownSettings settings, HostProcess process,
			EventLog log, ShutdownSignal shutdown) {
		StartupTimeout timeout = StartupTimeout.read(environment, StartupTimeout.RUNNER);
		return new RunnerWatch(timeout, settings.end().exitCodes().forced(), process, log, shutdown,
				ShutdownClock.system());
	}

	@Bean
	static RunnerWatchPostProcessor gracefulShutdownRunnerWatchPostProcessor(ObjectProvider<RunnerWatch> watch) {
		return new RunnerWatchPostProcessor(watch::getObject);
	}

	/**
	 * Not where it is empty, as with a placeholder whose variable is not set.
	 */
	static final class TimeoutIsSet implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return StartupTimeout.isSet(context.getEnvironment(), StartupTimeout.RUNNER);
		}

	}

}
