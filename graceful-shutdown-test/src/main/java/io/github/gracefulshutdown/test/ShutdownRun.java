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

package io.github.gracefulshutdown.test;

import io.github.gracefulshutdown.test.process.LoadReport;
import org.assertj.core.api.AssertProvider;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * What happened while a service stopped. To be handed to
 * {@link Assertions#assertThat(AssertProvider)}.
 *
 * @since 1.0.0
 */
public final class ShutdownRun implements AssertProvider<ShutdownRunAssert> {

	private final String signal;

	private final LoadReport load;

	private final Probes.Seen probes;

	private final ProcessEnd end;

	private final @Nullable FinalReport report;

	ShutdownRun(String signal, LoadReport load, Probes.Seen probes, ProcessEnd end, @Nullable FinalReport report) {
		this.signal = signal;
		this.load = load;
		this.probes = probes;
		this.end = end;
		this.report = report;
	}

	String signal() {
		return this.signal;
	}

	LoadReport load() {
		return this.load;
	}

	Probes.Seen probes() {
		return this.probes;
	}

	ProcessEnd end() {
		return this.end;
	}

	@Nullable FinalReport report() {
		return this.report;
	}

	/**
	 * Has AssertJ find the assertions; not called by tests.
	 * @return the assertions
	 */
	@Override
	public ShutdownRunAssert assertThat() {
		return new ShutdownRunAssert(this);
	}

	/**
	 * Tells what happened, and when.
	 * @return a text of several lines
	 */
	@Override
	public String toString() {
		return Incident.describe(this);
	}

}
