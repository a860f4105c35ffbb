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

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.Job;
import io.github.gracefulshutdown.JobTracker;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownSignal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

/**
 * What the drain waits for, and what tells it to end.
 */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

	@Bean
	ActiveRequests gracefulShutdownActiveRequests() {
		return new ActiveRequests(ShutdownClock.system());
	}

	@Bean
	ActiveJobs gracefulShutdownActiveJobs(ActiveRequests requests) {
		return new ActiveJobs(requests);
	}

	// A bean of its own, so that a test can replace it by a mock, and no lambda, so that
	// it can spy on it
	@Bean
	@Lazy
	@Fallback
	JobTracker gracefulShutdownJobTracker(ActiveJobs jobs) {
		return new JobTracker() {

			@Override
			public Job start(String name, String id) {
				return jobs.start(name, id);
			}

		};
	}

	@Bean
	Farewells gracefulShutdownFarewells() {
		return new Farewells(ShutdownClock.system());
	}

	@Bean
	@Fallback
	ShutdownSignal gracefulShutdownSignal(GracefulShutdown shutdown) {
		return shutdown.signal();
	}

}
