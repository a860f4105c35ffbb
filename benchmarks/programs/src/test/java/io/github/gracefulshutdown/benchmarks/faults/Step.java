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

package io.github.gracefulshutdown.benchmarks.faults;

import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;

/**
 * Something that happens to a process from outside.
 */
@FunctionalInterface
interface Step {

	/**
	 * What it says then.
	 */
	Pattern HEARD = Pattern.compile("Shutting down after");

	/**
	 * Do it.
	 * @param target the process
	 * @throws Exception if it cannot be done
	 */
	void take(Target target) throws Exception;

	/**
	 * Something that happens in the lame duck: as soon as the process has heard the
	 * signal, and says so.
	 * @param step what happens
	 * @return the step
	 */
	static Step onceHeard(Step step) {
		return (target) -> {
			target.process().output().await(HEARD, Target.PATIENCE);
			step.take(target);
		};
	}

	/**
	 * A request whose answer nobody looks at.
	 * @param path where it goes
	 * @return the step
	 */
	static Step get(String path) {
		return (target) -> {
			RawConnection connection = RawConnection.open(target.port(), Target.PATIENCE);
			target.keep(connection::close);
			connection.send(RawRequest.get(path));
		};
	}

}
