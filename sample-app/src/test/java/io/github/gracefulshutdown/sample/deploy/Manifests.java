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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files in {@code deploy/}, and the environment that each of them gives the service.
 */
final class Manifests {

	static final String READINESS = "/actuator/health/readiness";

	static final String LIVENESS = "/actuator/health/liveness";

	private static final String CONTAINER = "spec.template.spec.containers[0]";

	private Manifests() {
	}

	static YamlFile deployment() {
		return YamlFile.read("kubernetes/deployment.yaml");
	}

	static YamlFile container() {
		return deployment().at(CONTAINER);
	}

	static Map<String, String> kubernetesEnvironment() {
		Map<String, String> environment = container().pairs("env", "name", "value");
		// As in every pod
		environment.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
		environment.put("KUBERNETES_SERVICE_PORT", "443");
		return environment;
	}

	static Directives unit() {
		return Directives.ofUnit("systemd/order-service.service");
	}

	static Map<String, String> systemdEnvironment() {
		Map<String, String> environment = variables(unit().values("Service", "Environment"));
		environment.put("NOTIFY_SOCKET", "/run/systemd/notify");
		return environment;
	}

	static YamlFile compose() {
		return YamlFile.read("docker/compose.yml");
	}

	static Map<String, String> composeEnvironment(String service) {
		return compose().at("services." + service + ".environment").values();
	}

	/**
	 * Returns a block of code in the README.
	 * @param heading the heading of its section
	 * @return the block
	 */
	static String readmeBlock(String heading) {
		Pattern block = Pattern.compile("## " + heading + "\\n(?:(?!\\n## ).)*?```\\w+\\n(.*?)```", Pattern.DOTALL);
		List<MatchResult> matches = block.matcher(Directives.read("README.md")).results().toList();
		if (matches.size() != 1) {
			throw new AssertionError("No block below '%s'".formatted(heading));
		}
		return matches.get(0).group(1);
	}

	static Map<String, String> variables(List<String> assignments) {
		return assignments.stream()
			.map((assignment) -> assignment.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1], (one, other) -> other, TreeMap::new));
	}

}
