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
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for applications that switch the graceful shutdown off, so that what
 * they inject of it is still there.
 *
 * @since 1.0.0
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "graceful-shutdown.enabled", havingValue = false)
public final class NoShutdownAutoConfiguration {

	NoShutdownAutoConfiguration() {
	}

	@Bean
	NoShutdown gracefulShutdownSignal() {
		return new NoShutdown();
	}

	@Bean
	JobTracker gracefulShutdownJobTracker(NoShutdown shutdown) {
		return shutdown.tracker();
	}

}
