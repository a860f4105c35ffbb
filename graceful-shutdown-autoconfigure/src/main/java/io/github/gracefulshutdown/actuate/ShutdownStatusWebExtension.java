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

import java.util.List;

import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.OldestWork;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.report.ReportPage;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Answers the status as a page to clients that ask for HTML, as browsers do.
 *
 * @since 1.0.0
 */
@EndpointWebExtension(endpoint = ShutdownStatusEndpoint.class)
public final class ShutdownStatusWebExtension {

	private final ShutdownStatusEndpoint endpoint;

	private final GracefulShutdown shutdown;

	private final OldestWork work;

	private final ReportPage page;

	/**
	 * Creates the extension.
	 * @param endpoint the endpoint
	 * @param shutdown the shutdown
	 * @param work the oldest requests and jobs
	 * @param page renders the page
	 */
	public ShutdownStatusWebExtension(ShutdownStatusEndpoint endpoint, GracefulShutdown shutdown, OldestWork work,
			ReportPage page) {
		this.endpoint = endpoint;
		this.shutdown = shutdown;
		this.work = work;
		this.page = page;
	}

	/**
	 * Answers the page.
	 * @param securityContext who asks
	 * @return an HTML document
	 */
	@ReadOperation(produces = "text/html;charset=UTF-8")
	public String page(SecurityContext securityContext) {
		ShutdownReport report = this.shutdown.report();
		if (!this.endpoint.showsDetails(securityContext)) {
			return this.page.render(report, null);
		}
		List<String> stacks = (report.state() != ShutdownState.RUNNING)
				? this.work.stacks(ShutdownStatusEndpoint.LONGEST) : List.of();
		return this.page.render(report, new ReportPage.Details(this.work.requests(ShutdownStatusEndpoint.LONGEST),
				this.work.jobs(ShutdownStatusEndpoint.LONGEST), stacks));
	}

}
