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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.gracefulshutdown.ShutdownSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the configurations of HAProxy and nginx against the plans of the instances behind
 * them.
 */
class BalancersTests {

	private static final String INSTANCES = "backend instances";

	private static final String LOCATION = "http/server/location /";

	private static final String PROBE = "http/server/location = /readiness-probe";

	// When Linux tries for the second time to connect where the queue is full
	private static final Duration RETRY = Duration.ofSeconds(3);

	private static final List<ShutdownSettings> plans = Stream
		.of(Manifests.systemdEnvironment(), Manifests.composeEnvironment("orders-1"),
				Manifests.composeEnvironment("orders-2"))
		.map(Plan::ofSample)
		.toList();

	private final Directives haproxy = Directives.ofHaproxy("haproxy/haproxy.cfg");

	private final Directives nginx = Directives.ofNginx("nginx/nginx.conf.template",
			Map.of("LISTEN", "127.0.0.1:8000", "ORDERS_1", "127.0.0.1:8081", "ORDERS_2", "127.0.0.1:8082"));

	@ParameterizedTest
	@FieldSource("plans")
	void haproxyNoticesWithinTheLameDuck(ShutdownSettings plan) {
		List<String> check = List.of(this.haproxy.value(INSTANCES, "default-server").split(" "));
		Duration interval = ManifestsTests.duration(check.get(check.indexOf("inter") + 1));
		int threshold = Integer.parseInt(check.get(check.indexOf("fall") + 1));
		Duration timeout = ManifestsTests.duration(this.haproxy.value("defaults", "timeout check"));
		assertThat(check).contains("check");
		// Readiness refuses at once, but leave room
		assertThat(interval.multipliedBy(threshold).multipliedBy(2)).isLessThan(plan.lameDuck().minDuration());
		// One that hangs first is not quiet before it is out
		assertThat(interval.multipliedBy(threshold).plus(timeout)).isLessThan(plan.lameDuck().maxDuration());
	}

	@Test
	void haproxyWaitsForWhoStandsStill() {
		assertThat(ManifestsTests.duration(this.haproxy.value("defaults", "timeout connect"))).isGreaterThan(RETRY);
		assertThat(ManifestsTests.duration(this.haproxy.value("defaults", "timeout check"))).isGreaterThan(RETRY);
	}

	@Test
	void haproxyAsksForReadiness() {
		assertThat(this.haproxy.value(INSTANCES, "option httpchk")).isEqualTo("GET " + Manifests.READINESS);
		assertThat(this.haproxy.value(INSTANCES, "http-check expect")).isEqualTo("status 200");
		assertThat(this.haproxy.values(INSTANCES, "server")).containsExactly("orders-1 \"${ORDERS_1}\"",
				"orders-2 \"${ORDERS_2}\"");
	}

	@Test
	void haproxyRepeatsOnlyWhatWasNotSent() {
		assertThat(this.haproxy.value("defaults", "retry-on")).isEqualTo("conn-failure");
		assertThat(this.haproxy.value("defaults", "option redispatch")).isEqualTo("1");
		assertThat(Integer.parseInt(this.haproxy.value("defaults", "retries"))).isPositive();
	}

	@ParameterizedTest
	@FieldSource("plans")
	void haproxyCutsNoRequestOfTheDrain(ShutdownSettings plan) {
		assertThat(ManifestsTests.duration(this.haproxy.value("defaults", "timeout server")))
			.isGreaterThan(plan.timeout());
		assertThat(this.haproxy.value(INSTANCES, "default-server")).doesNotContain("shutdown-sessions");
	}

	@ParameterizedTest
	@FieldSource("plans")
	void nginxNoticesWithinTheLameDuck(ShutdownSettings plan) {
		List<String> servers = this.nginx.values("http/upstream orders", "server");
		int rate = Integer.parseInt(this.nginx.value("http", "limit_req_zone").replaceFirst(".*rate=(\\d+)r/s", "$1"));
		assertThat(servers).hasSize(2).allSatisfy((server) -> {
			int failures = Integer.parseInt(server.replaceFirst(".*max_fails=(\\d+).*", "$1"));
			Duration out = ManifestsTests.duration(server.replaceFirst(".*fail_timeout=(\\w+).*", "$1"));
			Duration notices = Duration.ofSeconds(failures).multipliedBy(servers.size()).dividedBy(rate);
			// On average, so leave much room
			assertThat(notices.multipliedBy(5)).isLessThan(plan.lameDuck().minDuration());
			assertThat(out).isGreaterThan(plan.lameDuck().minDuration()).isGreaterThan(plan.lameDuck().quietPeriod());
		});
	}

	@ParameterizedTest
	@FieldSource("plans")
	void nginxKeepsNoConnectionBeyondTheLameDuck(ShutdownSettings plan) {
		assertThat(ManifestsTests.duration(this.nginx.value("http/upstream orders", "keepalive_timeout")))
			.isLessThan(plan.lameDuck().minDuration());
	}

	@Test
	void nginxWaitsForWhoStandsStill() {
		for (String location : List.of(LOCATION, PROBE)) {
			assertThat(ManifestsTests.duration(this.nginx.value(location, "proxy_connect_timeout")))
				.isGreaterThan(RETRY);
			assertThat(ManifestsTests.duration(this.nginx.value(location, "proxy_read_timeout"))).isGreaterThan(RETRY);
		}
	}

	@Test
	void nginxAsksForReadiness() {
		assertThat(this.nginx.value(LOCATION, "mirror")).isEqualTo("/readiness-probe");
		assertThat(this.nginx.value(PROBE, "proxy_pass")).isEqualTo("http://orders" + Manifests.READINESS);
		assertThat(this.nginx.value(PROBE, "proxy_method")).isEqualTo("GET");
		assertThat(this.nginx.value(PROBE, "proxy_next_upstream")).contains("http_503", "non_idempotent");
		assertThat(this.nginx.value(PROBE, "limit_req")).isEqualTo("zone=probes");
		assertThat(this.nginx.values("http/upstream orders", "random")).hasSize(1);
		assertThat(this.nginx.values("http/upstream orders", "zone")).hasSize(1);
	}

	@Test
	void nginxRepeatsNoOrder() {
		assertThat(this.nginx.value(LOCATION, "proxy_pass")).isEqualTo("http://orders");
		assertThat(this.nginx.value(LOCATION, "proxy_next_upstream")).contains("error")
			.doesNotContain("non_idempotent");
	}

	@ParameterizedTest
	@FieldSource("plans")
	void nginxCutsNoRequestOfTheDrain(ShutdownSettings plan) {
		assertThat(ManifestsTests.duration(this.nginx.value(LOCATION, "proxy_read_timeout")))
			.isGreaterThan(plan.timeout());
	}

	@Test
	void actuatorIsNotPublic() {
		assertThat(this.haproxy.value("frontend orders", "http-request deny"))
			.contains("path,url_dec -m beg /actuator");
		assertThat(this.nginx.value("http/server/location /actuator", "return")).isEqualTo("404");
	}

}
