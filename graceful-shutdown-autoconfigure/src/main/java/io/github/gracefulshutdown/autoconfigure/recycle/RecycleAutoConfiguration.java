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

package io.github.gracefulshutdown.autoconfigure.recycle;

import java.util.concurrent.ThreadLocalRandom;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.ProcessEnd;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownTrigger;
import io.github.gracefulshutdown.autoconfigure.ConditionalOutsideTests;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownProperties;
import io.github.gracefulshutdown.recycle.RecycleLimits;
import io.github.gracefulshutdown.recycle.Recycling;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration for the recycling of the process. Not in tests, whose processes are
 * not ours to end.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
@ConditionalOutsideTests
@Conditional(RecycleAutoConfiguration.AnyLimit.class)
public final class RecycleAutoConfiguration {

	RecycleAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	RecycleLimits gracefulShutdownRecycleLimits(GracefulShutdownProperties properties) {
		GracefulShutdownProperties.Recycle recycle = properties.recycle();
		return new RecycleLimits(recycle.maxRequests(), recycle.maxUptime()).plus(recycle.jitter(),
				() -> ThreadLocalRandom.current().nextDouble());
	}

	// The end is asked for when it is due: it depends on those who take part in it
	@Bean
	Recycling gracefulShutdownRecycling(RecycleLimits limits, ApplicationContext context,
			ObjectProvider<ProcessEnd> end, EventLog log, ActiveRequests requests) {
		Recycling recycling = new Recycling(limits, context, () -> end.getObject().start(ShutdownTrigger.Type.RECYCLE),
				log, ShutdownClock.system());
		recycling.count(requests);
		return recycling;
	}

	/**
	 * Matches if anything is limited.
	 */
	static final class AnyLimit extends AnyNestedCondition {

		AnyLimit() {
			super(ConfigurationPhase.PARSE_CONFIGURATION);
		}

		/**
		 * The number of requests.
		 */
		@ConditionalOnProperty("graceful-shutdown.recycle.max-requests")
		static class Requests {

		}

		/**
		 * The time.
		 */
		@ConditionalOnProperty("graceful-shutdown.recycle.max-uptime")
		static class Uptime {

		}

	}

}
