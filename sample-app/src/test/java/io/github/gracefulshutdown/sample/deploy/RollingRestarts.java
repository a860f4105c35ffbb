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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.gracefulshutdown.sample.process.OrderLedger;
import io.github.gracefulshutdown.sample.process.OrderLoad;
import io.github.gracefulshutdown.test.process.Balancer;
import io.github.gracefulshutdown.test.process.LoadProfile;
import io.github.gracefulshutdown.test.process.LoadReport;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceInstance;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.TestReporter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Restarts the instances behind a balancer in turn, while clients hold connections to it.
 */
final class RollingRestarts {

	private static final int RESTARTS = Integer.getInteger("deploy.restarts", 2);

	// Per second
	private static final int REQUESTS = Integer.getInteger("deploy.requests", 100);

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	// More than what takes half a second or a second to be noticed, and less than the 4 s
	// that a connection has
	private static final Duration STANDSTILL = Duration.ofSeconds(2);

	// Four orders in ten requests, each of which is looked up in the end
	private static final LoadProfile PROFILE = new LoadProfile(REQUESTS, 128, TIMEOUT.multipliedBy(RESTARTS + 1),
			Duration.ofSeconds(30), 30, 30, Duration.ofMillis(500), 42);

	private final Instances instances;

	private final Function<ServiceInstance, String> server;

	private final List<ServiceInstance.Stop> stops = new ArrayList<>();

	/**
	 * Creates restarts.
	 * @param instances the instances
	 * @param server what the balancer calls an instance in its responses
	 */
	RollingRestarts(Instances instances, Function<ServiceInstance, String> server) {
		this.instances = instances;
		this.server = server;
	}

	/**
	 * Restarts them, and asserts that no request fails and no order is lost.
	 * @param balancer what the clients are connected to
	 * @param reporter gets the numbers
	 */
	void run(ServerProgram balancer, TestReporter reporter) throws Exception {
		try (Balancer clients = new Balancer(32); OrderLoad load = new OrderLoad(clients, PROFILE)) {
			clients.enter("balancer", balancer.port());
			assertActuatorIsNotPublic(balancer);
			load.start();
			for (ServiceInstance instance : this.instances.all()) {
				awaitOrders(load.ledger(), instance, 0);
			}
			for (int i = 0; i < RESTARTS; i++) {
				restart(this.instances.all().get(i % 2), this.instances.all().get((i + 1) % 2), load.ledger());
			}
			LoadReport report = load.stop();
			publish(report, reporter);
			assertThat(report.failures()).as(balancer::log).isEmpty();
			assertThat(report.failed()).as(balancer::log).isZero();
			for (ServiceInstance instance : this.instances.all()) {
				assertThat(load.ledger().findLost(this.server.apply(instance), instance.process().port())).isEmpty();
			}
		}
		assertThat(this.stops).allSatisfy(this::assertClean);
	}

	private static void assertActuatorIsNotPublic(ServerProgram balancer) throws Exception {
		for (String path : List.of("/actuator", "/%61ctuator", "/actuator;x", "/%61ctuator;x")) {
			RawRequest request = RawRequest.get(path + "/health/readiness");
			assertThat(RawConnection.exchangeOnce(balancer.port(), request, TIMEOUT).status()).as(path).isEqualTo(404);
		}
	}

	private void restart(ServiceInstance instance, ServiceInstance other, OrderLedger ledger) throws Exception {
		this.stops.add(instance.stop(() -> {
		}));
		instance.start();
		standStill(other.process());
		instance.enter();
		// Those that it took before it was ready do not show that the balancer knows
		awaitOrders(ledger, instance, ledger.size(this.server.apply(instance)));
	}

	/**
	 * As in a long garbage collection: who is slow does not leave, and there is nobody
	 * else.
	 */
	private static void standStill(ServiceProcess process) throws Exception {
		long since = process.signal("STOP");
		Awaitility.await().until(() -> System.nanoTime() - since > STANDSTILL.toNanos());
		process.signal("CONT");
	}

	private void awaitOrders(OrderLedger ledger, ServiceInstance instance, int before) {
		Awaitility.await().atMost(TIMEOUT).until(() -> ledger.size(this.server.apply(instance)) > before);
	}

	private void publish(LoadReport report, TestReporter reporter) {
		reporter
			.publishEntry(Map.of("restarts", Integer.toString(RESTARTS), "requests", Long.toString(report.finished()),
					"failed", Long.toString(report.failed()), "latest request", report.latest().toString(),
					"lame ducks", this.stops.stream().map(RollingRestarts::lameDuck).toList().toString()));
	}

	private void assertClean(ServiceInstance.Stop stop) {
		assertThat(stop.exitCode()).isZero();
		assertThat(stop.summary().orElseThrow().outcome()).isEqualTo("CLEAN");
		// The balancer has noticed: else it would have taken as long as it may
		assertThat(lameDuck(stop)).isLessThan(this.instances.plan().lameDuck().maxDuration());
	}

	private static Duration lameDuck(ServiceInstance.Stop stop) {
		return stop.summary().orElseThrow().stages().getOrDefault("LAME_DUCK", Duration.ZERO);
	}

}
