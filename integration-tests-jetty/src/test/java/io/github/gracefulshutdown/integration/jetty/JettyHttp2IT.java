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

package io.github.gracefulshutdown.integration.jetty;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.gracefulshutdown.sample.http2.Http2Guarantees;
import io.github.gracefulshutdown.sample.process.ClassArchive;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * An application on Jetty.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class JettyHttp2IT extends Http2Guarantees {

	@Override
	protected ServiceLauncher launcher(Path directory) {
		return ClassArchive.launcher(JettyApplication.class, directory, "jetty");
	}

	@Override
	protected List<String> requests(Duration duration) {
		return List.of("/wait?ms=" + duration.toMillis(), "/wait-async?ms=" + duration.toMillis());
	}

}
