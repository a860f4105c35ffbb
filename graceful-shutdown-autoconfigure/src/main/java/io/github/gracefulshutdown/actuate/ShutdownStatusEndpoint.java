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

package io.github.gracefulshutdown.actuate;

import java.util.Set;

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.OldestWork;
import io.github.gracefulshutdown.ShutdownReport;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Where the shutdown stands, at any time until the drain has ended.
 *
 * @since 1.0.0
 */
@Endpoint(id = "shutdownStatus")
public final class ShutdownStatusEndpoint {

	static final int LONGEST = 10;

	private final GracefulShutdown shutdown;

	private final OldestWork work;

	private final Show showDetails;

	/**
	 * Creates the endpoint.
	 * @param shutdown the shutdown
	 * @param work the oldest requests and jobs
	 * @param showDetails who sees request paths, thread names and jobs
	 */
	public ShutdownStatusEndpoint(GracefulShutdown shutdown, OldestWork work, Show showDetails) {
		this.shutdown = shutdown;
		this.work = work;
		this.showDetails = showDetails;
	}

	/**
	 * Answers the status.
	 * @param securityContext who asks
	 * @return the status
	 */
	@ReadOperation
	public ShutdownStatusDescriptor status(SecurityContext securityContext) {
		ShutdownReport report = this.shutdown.report();
		return showsDetails(securityContext)
				? ShutdownStatusDescriptor.of(report, this.work.requests(LONGEST), this.work.jobs(LONGEST))
				: ShutdownStatusDescriptor.of(report, null, null);
	}

	boolean showsDetails(SecurityContext securityContext) {
		return this.showDetails.isShown(securityContext, Set.of());
	}

}
