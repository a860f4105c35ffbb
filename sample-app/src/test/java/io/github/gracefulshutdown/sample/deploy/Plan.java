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

package io.github.gracefulshutdown.sample.deploy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.github.gracefulshutdown.ShutdownSettings;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The plan that the starter makes from the environment that a manifest gives an
 * application.
 */
final class Plan {

	private Plan() {
	}

	/**
	 * Makes the plan of the sample, which has settings of its own.
	 * @param environment environment variables
	 * @return the times
	 */
	static ShutdownSettings ofSample(Map<String, String> environment) {
		return of(new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer()),
				environment);
	}

	/**
	 * Makes the plan of an application that sets nothing else.
	 * @param environment environment variables
	 * @return the times
	 */
	static ShutdownSettings ofApplication(Map<String, String> environment) {
		return of(new ApplicationContextRunner(), environment);
	}

	private static ShutdownSettings of(ApplicationContextRunner runner, Map<String, String> environment) {
		AtomicReference<ShutdownSettings> settings = new AtomicReference<>();
		runner
			.withConfiguration(
					AutoConfigurations.of(GracefulShutdownAutoConfiguration.class, CleanupAutoConfiguration.class))
			// In place of the environment of this process
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								new HashMap<>(environment))))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				settings.set(context.getBean(ShutdownSettings.class));
			});
		return settings.get();
	}

}
