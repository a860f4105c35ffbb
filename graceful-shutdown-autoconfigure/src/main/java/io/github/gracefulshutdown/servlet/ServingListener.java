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

package io.github.gracefulshutdown.servlet;

import java.util.function.Supplier;

import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Has requests counted from the moment that a web server serves the application, which
 * never comes in a mock environment.
 *
 * @since 1.0.0
 */
public final class ServingListener implements ApplicationListener<ServletWebServerInitializedEvent> {

	private final ActiveRequestFilter filter;

	private final Supplier<IgnoredPaths> ignoredPaths;

	private final ApplicationContext context;

	/**
	 * Creates a listener.
	 * @param filter what counts
	 * @param ignoredPaths what is not counted, asked for when the server serves
	 * @param context the application context whose server it is about
	 */
	public ServingListener(ActiveRequestFilter filter, Supplier<IgnoredPaths> ignoredPaths,
			ApplicationContext context) {
		this.filter = filter;
		this.ignoredPaths = ignoredPaths;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ServletWebServerInitializedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.filter.serving(this.ignoredPaths.get());
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

}
