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

package io.github.gracefulshutdown.benchmarks;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.servlet.ActiveRequestFilter;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A running application whose parts are measured, so that they are set up as in any
 * other. Nobody sends it a request over the network.
 */
@State(Scope.Benchmark)
public class OverheadService {

	private final ConfigurableApplicationContext context;

	private final ActiveJobs jobs;

	private final ActiveRequests requests;

	private final ActiveRequestFilter filter;

	/**
	 * Starts the application.
	 */
	public OverheadService() {
		this.context = SpringApplication.run(Application.class, "--server.port=0", "--spring.main.banner-mode=off",
				"--logging.level.root=error", "--graceful-shutdown.lame-duck.min-duration=0s",
				"--graceful-shutdown.lame-duck.quiet-period=0s");
		this.jobs = this.context.getBean(ActiveJobs.class);
		this.requests = this.context.getBean(ActiveRequests.class);
		this.filter = this.context.getBean(ActiveRequestFilter.class);
	}

	/**
	 * Stop it, with nothing left to wait for.
	 */
	@TearDown
	public void stop() {
		if (this.jobs.active() != 0 || this.requests.active() != 0) {
			throw new IllegalStateException("Something began and did not end");
		}
		this.context.close();
	}

	ActiveJobs jobs() {
		return this.jobs;
	}

	ActiveRequests requests() {
		return this.requests;
	}

	ActiveRequestFilter filter() {
		return this.filter;
	}

	/**
	 * An application with the starter and a web server.
	 */
	@SpringBootApplication(proxyBeanMethods = false)
	static class Application {

	}

}
