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

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.ShutdownSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the notes in {@code deploy/README.md} against the plan that the starter makes.
 */
class PlatformNotesTests {

	// However its lines are broken
	private static final String README = Directives.read("README.md").replaceAll("(?<=\\S)\n(?=\\S)", " ");

	@Test
	void herokuIsDetected() {
		ShutdownSettings plan = Plan.ofApplication(Map.of("DYNO", "web.1"));
		assertThat(plan.platformGracePeriod()).hasSeconds(30);
		assertThat(README).contains("## Heroku\n\n30 s", "a lame duck of %s s to %s s"
			.formatted(seconds(plan.lameDuck().minDuration()), seconds(plan.lameDuck().maxDuration())));
	}

	@Test
	void cloudFoundryIsDetected() {
		Map<String, String> environment = cloudFoundry();
		ShutdownSettings defaults = Plan.ofApplication(Map.of("VCAP_APPLICATION", "{}"));
		Duration drain = defaults.timeout()
			.minus(defaults.end().reserve())
			.minus(defaults.lameDuck().maxDuration())
			.minus(defaults.drain().interruptWindow())
			.minus(defaults.cleanup().reserve());
		assertThat(README).contains("## Cloud Foundry\n\n%s s".formatted(seconds(defaults.platformGracePeriod())),
				"%s s is little for a lame duck of %s s, a drain of %s s and a cleanup of %s s, the defaults".formatted(
						seconds(defaults.timeout()), seconds(defaults.lameDuck().minDuration()), seconds(drain),
						seconds(defaults.cleanup().reserve())));
		ShutdownSettings plan = Plan.ofApplication(environment);
		assertThat(plan.platformGracePeriod()).hasSeconds(10);
		assertThat(plan.timeout().minus(plan.lameDuck().maxDuration()).minus(plan.cleanup().reserve()))
			.isGreaterThan(Duration.ofSeconds(3));
		YamlFile manifest = YamlFile.parse(Manifests.readmeBlock("Cloud Foundry")).at("applications[0]");
		assertThat(manifest.get("health-check-http-endpoint")).isEqualTo(Manifests.LIVENESS);
		assertThat(manifest.get("readiness-health-check-http-endpoint")).isEqualTo(Manifests.READINESS);
		assertThat(plan.lameDuck().minDuration())
			.isGreaterThan(Duration.ofSeconds(manifest.number("readiness-health-check-interval")));
	}

	@Test
	void nomadSendsSigtermAndAllowsWhatThePlanAssumes() {
		assertThat(README).contains("## Nomad\n\n%s s"
			.formatted(seconds(Plan.ofApplication(Map.of("NOMAD_ALLOC_ID", "a")).platformGracePeriod())));
		String task = Manifests.readmeBlock("Nomad");
		assertThat(task).contains("kill_signal  = \"SIGTERM\"");
		Matcher period = Pattern.compile("GRACEFUL_SHUTDOWN_PLATFORM_GRACE_PERIOD = \"(.+)\"").matcher(task);
		assertThat(period.find()).isTrue();
		assertThat(task).contains("kill_timeout = \"%s\"".formatted(period.group(1)));
		assertThat(Plan
			.ofApplication(Map.of("NOMAD_ALLOC_ID", "a", "GRACEFUL_SHUTDOWN_PLATFORM_GRACE_PERIOD", period.group(1)))
			.platformGracePeriod()).isEqualTo(DurationStyle.detectAndParse(period.group(1)));
	}

	@Test
	void renderAllowsWhatThePlanAssumes() {
		YamlFile service = YamlFile.parse(Manifests.readmeBlock("Render")).at("services[0]");
		ShutdownSettings plan = Plan.ofApplication(render());
		assertThat(service.number("maxShutdownDelaySeconds")).isBetween(1, 300)
			.isEqualTo((int) plan.platformGracePeriod().toSeconds());
		assertThat(service.get("healthCheckPath")).isEqualTo(Manifests.READINESS);
		ManifestsTests.assertHasTimeForRequests(plan);
	}

	@Test
	void railwayAllowsWhatThePlanAssumes() {
		ShutdownSettings plan = Plan.ofApplication(railway());
		assertThat(railway()).containsEntry("RAILWAY_DEPLOYMENT_DRAINING_SECONDS", seconds(plan.platformGracePeriod()));
		ManifestsTests.assertHasTimeForRequests(plan);
	}

	static Map<String, String> cloudFoundry() {
		Map<String, String> environment = new TreeMap<>(
				YamlFile.parse(Manifests.readmeBlock("Cloud Foundry")).at("applications[0].env").values());
		environment.put("VCAP_APPLICATION", "{}");
		return environment;
	}

	static Map<String, String> render() {
		return YamlFile.parse(Manifests.readmeBlock("Render")).at("services[0]").pairs("envVars", "key", "value");
	}

	static Map<String, String> railway() {
		return Manifests.variables(Manifests.readmeBlock("Railway").lines().toList());
	}

	// As in "13.5"
	private static String seconds(Duration duration) {
		return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
	}

}
