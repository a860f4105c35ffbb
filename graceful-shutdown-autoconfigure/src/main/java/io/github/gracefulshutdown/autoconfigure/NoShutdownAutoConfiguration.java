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

package io.github.gracefulshutdown.autoconfigure;

import io.github.gracefulshutdown.JobTracker;
import io.github.gracefulshutdown.NoShutdown;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Auto-configuration for applications that switch the graceful shutdown off, so that what
 * they inject of it is still there.
 *
 * @since 1.0.0
 */
@AutoConfiguration
@Conditional(NoShutdownAutoConfiguration.Disabled.class)
public final class NoShutdownAutoConfiguration {

	NoShutdownAutoConfiguration() {
	}

	@Bean
	@Fallback
	NoShutdown gracefulShutdownSignal(Environment environment) {
		Switches.check(environment, Switches.ENABLED);
		return new NoShutdown();
	}

	@Bean
	@Fallback
	JobTracker gracefulShutdownJobTracker(NoShutdown shutdown) {
		return shutdown.tracker();
	}

	/**
	 * Whatever keeps the shutdown from being there.
	 */
	static final class Disabled implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !"true".equalsIgnoreCase(context.getEnvironment().getProperty(Switches.ENABLED, "true"));
		}

	}

}
