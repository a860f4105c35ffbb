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

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.gracefulshutdown.ShutdownSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the manifests in {@code deploy/} against the plan that the starter makes of their
 * settings.
 */
class ManifestsTests {

	private static final String PREFIX = "GRACEFUL_SHUTDOWN_";

	private static final Duration LONGEST_REQUEST = Duration.ofSeconds(20);

	private final YamlFile pod = Manifests.deployment().at("spec.template.spec");

	private final YamlFile container = Manifests.container();

	@Test
	void kubernetesAllowsWhatThePlanAssumes() {
		ShutdownSettings plan = Plan.ofSample(Manifests.kubernetesEnvironment());
		assertThat(plan.platformGracePeriod()).hasSeconds(this.pod.number("terminationGracePeriodSeconds"));
		assertHasTimeForRequests(plan);
	}

	@Test
	void kubernetesNoticesWithinTheLameDuck() {
		YamlFile probe = this.container.at("readinessProbe");
		int seconds = probe.number("periodSeconds") * probe.number("failureThreshold") + probe.number("timeoutSeconds");
		assertThat(Plan.ofSample(Manifests.kubernetesEnvironment()).lameDuck().minDuration())
			.isGreaterThan(Duration.ofSeconds(seconds));
	}

	@Test
	void kubernetesAsksTheActuator() {
		assertThat(this.container.get("readinessProbe.httpGet.path")).isEqualTo(Manifests.READINESS);
		assertThat(this.container.get("livenessProbe.httpGet.path")).isEqualTo(Manifests.LIVENESS);
		assertThat(this.container.get("startupProbe.httpGet.path")).isEqualTo(Manifests.LIVENESS);
		assertThat(Stream.of("readinessProbe", "livenessProbe", "startupProbe")
			.map((probe) -> this.container.get(probe + ".httpGet.port"))).containsOnly("http");
		assertThat(this.container.pairs("ports", "name", "containerPort")).containsEntry("http",
				Manifests.kubernetesEnvironment().get("PORT"));
	}

	@Test
	void kubernetesReplacesOnePodAfterTheOther() {
		YamlFile update = Manifests.deployment().at("spec.strategy");
		assertThat(update.get("type")).isEqualTo("RollingUpdate");
		assertThat(update.number("rollingUpdate.maxUnavailable")).isZero();
		assertThat(update.number("rollingUpdate.maxSurge")).isEqualTo(1);
		YamlFile budget = YamlFile.read("kubernetes/pod-disruption-budget.yaml").at("spec");
		assertThat(budget.number("maxUnavailable")).isEqualTo(1)
			.isLessThan(Manifests.deployment().number("spec.replicas"));
	}

	@Test
	void kubernetesFindsThePodsByTheirLabels() {
		Map<String, String> labels = Manifests.deployment().at("spec.template.metadata.labels").values();
		YamlFile service = YamlFile.read("kubernetes/service.yaml").at("spec");
		assertThat(labels).isNotEmpty()
			.containsAllEntriesOf(notEmpty(Manifests.deployment().at("spec.selector.matchLabels")))
			.containsAllEntriesOf(notEmpty(service.at("selector")))
			.containsAllEntriesOf(
					notEmpty(YamlFile.read("kubernetes/pod-disruption-budget.yaml").at("spec.selector.matchLabels")));
		assertThat(this.container.pairs("ports", "name", "containerPort"))
			.containsKeys(service.get("ports[0].targetPort"));
	}

	@Test
	void kubernetesKeepsReportAndMessage() {
		String directory = Manifests.kubernetesEnvironment().get(PREFIX + "REPORT_DIRECTORY");
		Map<String, String> mounts = this.container.pairs("volumeMounts", "mountPath", "name");
		Map<String, String> volumes = this.pod.pairs("volumes", "name", "emptyDir.sizeLimit");
		assertThat(mounts).containsKey(directory);
		assertThat(volumes).containsEntry(mounts.get(directory), "1Mi");
		assertThat(this.container.values()).doesNotContainKey("terminationMessagePath");
	}

	@Test
	void kubernetesHasNoPreStopHook() {
		assertThat(this.pod.values().keySet()).noneMatch((path) -> path.contains("preStop"));
	}

	@Test
	void systemdAllowsWhatThePlanAssumes() {
		ShutdownSettings plan = Plan.ofSample(Manifests.systemdEnvironment());
		assertThat(plan.platformGracePeriod()).isEqualTo(duration(Manifests.unit().value("Service", "TimeoutStopSec")));
		assertHasTimeForRequests(plan);
	}

	@Test
	void systemdTalksToTheJvmOnly() {
		Directives unit = Manifests.unit();
		assertThat(unit.value("Service", "Type")).isEqualTo("notify");
		assertThat(unit.value("Service", "KillMode")).isEqualTo("mixed");
		assertThat(unit.value("Service", "ExecStart")).matches("/usr/bin/java [^|&;$]*-jar [^|&;$]+\\.jar");
		String state = unit.value("Service", "StateDirectory");
		assertThat(Manifests.systemdEnvironment().get("ORDERS_DB")).startsWith("%S/" + state + "/");
	}

	@Test
	void systemdTakesACleanEndForSuccess() {
		assertThat(Plan.ofSample(Manifests.systemdEnvironment()).end().exitCodes().clean()).isZero();
		assertThat(Manifests.unit().values("Service", "SuccessExitStatus")).isEmpty();
		assertThat(Manifests.unit().value("Service", "Restart")).isEqualTo("on-failure");
	}

	@Test
	void imageRunsTheJvmWithoutShellAndRoot() {
		Directives dockerfile = Directives.ofDockerfile("docker/Dockerfile");
		String entryPoint = dockerfile.value("stage 2", "ENTRYPOINT");
		assertThat(entryPoint).matches("\\[\"java\"(, \"[^\"]+\")*]");
		assertThat(dockerfile.value("stage 2", "USER")).matches("[1-9]\\d*:[1-9]\\d*");
		assertThat(dockerfile.values("stage 2", "CMD")).isEmpty();
		assertThat(dockerfile.values("stage 2", "STOPSIGNAL")).isEmpty();
	}

	@Test
	void imageHasAllLayers() {
		Directives dockerfile = Directives.ofDockerfile("docker/Dockerfile");
		assertThat(dockerfile.value("stage 1", "RUN")).matches("java -Djarmode=tools -jar (\\S+) extract --layers.*");
		assertThat(dockerfile.values("stage 2", "COPY"))
			.extracting((copy) -> copy.replaceAll(".*/layers/(.*)/ .*", "$1"))
			.containsExactly("dependencies", "spring-boot-loader", "snapshot-dependencies", "application");
		String jar = dockerfile.value("stage 1", "RUN").split(" ")[3];
		assertThat(dockerfile.value("stage 2", "ENTRYPOINT")).endsWith("\"-jar\", \"" + jar + "\"]");
	}

	@Test
	void composeAllowsWhatThePlanAssumes() {
		for (String service : List.of("orders-1", "orders-2")) {
			ShutdownSettings plan = Plan.ofSample(Manifests.composeEnvironment(service));
			String allowed = Manifests.compose().get("services." + service + ".stop_grace_period");
			assertThat(plan.platformGracePeriod()).isEqualTo(duration(allowed));
			assertHasTimeForRequests(plan);
		}
	}

	@Test
	void composeTellsHaproxyWhereTheInstancesAre() {
		YamlFile compose = Manifests.compose();
		Map<String, String> haproxy = Manifests.composeEnvironment("haproxy");
		for (int i = 1; i <= 2; i++) {
			String service = "services.orders-" + i;
			assertThat(haproxy.get("ORDERS_" + i)).isEqualTo(compose.get(service + ".networks.orders.ipv4_address")
					+ ":" + compose.get(service + ".environment.PORT"));
		}
		assertThat(compose.get("services.haproxy.volumes[0]")).startsWith("../haproxy/haproxy.cfg:");
		assertThat(compose.get("services.haproxy.ports[0]")).endsWith(haproxy.get("LISTEN"));
	}

	@Test
	void settingsAreKnown() throws IOException {
		Set<String> known = knownVariables();
		for (Map<String, String> environment : List.of(Manifests.kubernetesEnvironment(),
				Manifests.systemdEnvironment(), Manifests.composeEnvironment("orders-1"),
				PlatformNotesTests.cloudFoundry(), PlatformNotesTests.render(), PlatformNotesTests.railway())) {
			assertThat(environment.keySet()).filteredOn((variable) -> variable.startsWith(PREFIX))
				.isNotEmpty()
				.isSubsetOf(known);
		}
	}

	// Of the starter's own properties, with "-" as "_"
	private static Set<String> knownVariables() throws IOException {
		Set<String> known = new TreeSet<>();
		Pattern name = Pattern.compile("\"name\": \"(graceful-shutdown\\.[a-z.-]+)\"");
		for (URL metadata : Collections
			.list(ManifestsTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream stream = metadata.openStream()) {
				name.matcher(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
					.results()
					.forEach((key) -> known.add(key.group(1).replaceAll("[.-]", "_").toUpperCase(Locale.ROOT)));
			}
		}
		return known;
	}

	static void assertHasTimeForRequests(ShutdownSettings plan) {
		assertThat(plan.timeout().minus(plan.lameDuck().maxDuration()).minus(plan.cleanup().reserve()))
			.isGreaterThanOrEqualTo(LONGEST_REQUEST);
	}

	private static Map<String, String> notEmpty(YamlFile part) {
		assertThat(part.values()).isNotEmpty();
		return part.values();
	}

	static Duration duration(String value) {
		return DurationStyle.detectAndParse(value, ChronoUnit.SECONDS);
	}

}
