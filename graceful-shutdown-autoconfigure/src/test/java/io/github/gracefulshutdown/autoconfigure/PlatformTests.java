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

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Platform}.
 */
class PlatformTests {

	@ParameterizedTest
	@CsvSource({ "kubernetes, Kubernetes, 30", "heroku, Heroku, 30", "cloud_foundry, Cloud Foundry, 10",
			"nomad, Nomad, 5", "azure_app_service, Azure App Service, 5" })
	void knowsWhatUserNamed(String value, String name, int gracePeriod) {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.main.cloud-platform", value);
		assertThat(Platform.detect(environment)).isEqualTo(platform(name, gracePeriod, true));
	}

	// As with Docker Compose
	@Test
	void otherServicesAreNoKubernetes() {
		assertThat(detect("ORDERS_SERVICE_HOST", "orders", "ORDERS_SERVICE_PORT", "8080"))
			.isEqualTo(platform("no platform detected", 30, false));
	}

	@Test
	void detectsKubernetes() {
		assertThat(detect("KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "443"))
			.isEqualTo(platform("Kubernetes", 30, true));
	}

	@Test
	void detectsHeroku() {
		assertThat(detect("DYNO", "web.1")).isEqualTo(platform("Heroku", 30, true));
	}

	@Test
	void detectsCloudFoundry() {
		assertThat(detect("VCAP_APPLICATION", "{}")).isEqualTo(platform("Cloud Foundry", 10, true));
	}

	@Test
	void detectsNomad() {
		assertThat(detect("NOMAD_ALLOC_ID", "4711")).isEqualTo(platform("Nomad", 5, true));
	}

	@Test
	void detectsAzureAppService() {
		assertThat(detect("WEBSITE_SITE_NAME", "orders", "WEBSITE_INSTANCE_ID", "1", "WEBSITE_RESOURCE_GROUP", "g",
				"WEBSITE_SKU", "Basic"))
			.isEqualTo(platform("Azure App Service", 5, true));
	}

	@Test
	void detectsEcs() {
		assertThat(detect("ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2/v4/x"))
			.isEqualTo(platform("ECS", 30, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "NOTIFY_SOCKET", "INVOCATION_ID" })
	void detectsSystemd(String variable) {
		assertThat(detect(variable, "x")).isEqualTo(platform("systemd", 90, false));
	}

	@Test
	void expectsNoLoadBalancerElsewhere() {
		assertThat(detect("HOME", "/root")).isEqualTo(platform("no platform detected", 30, false));
	}

	@Test
	void noneSwitchesDetectionOfCloudsOff() {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.main.cloud-platform", "none");
		assertThat(Platform.detect(environment)).isEqualTo(platform("no platform detected", 30, false));
	}

	private static Platform platform(String name, int gracePeriod, boolean balanced) {
		return new Platform(name, Duration.ofSeconds(gracePeriod), balanced);
	}

	private static Platform detect(String... variables) {
		Map<String, Object> source = new HashMap<>();
		for (int i = 0; i < variables.length; i += 2) {
			source.put(variables[i], variables[i + 1]);
		}
		MockEnvironment environment = new MockEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					source));
		return Platform.detect(environment);
	}

}
