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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.gracefulshutdown.ShutdownSettings;
import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.ServiceInstance;
import io.github.gracefulshutdown.test.process.ServiceLauncher;

/**
 * Two instances with the settings of the unit for systemd, each always on the same port.
 */
final class Instances implements AutoCloseable {

	private final Map<String, String> settings = Manifests.systemdEnvironment();

	private final ShutdownSettings plan = Plan.ofSample(this.settings);

	private final int port1 = ServerProgram.findFreePort();

	private final int port2 = ServerProgram.findFreePort();

	private final ServiceInstance one;

	private final ServiceInstance other;

	Instances(Path directory) throws IOException {
		this.one = instance(directory, "orders-1", this.port1).start();
		this.other = instance(directory, "orders-2", this.port2).start();
	}

	void awaitReady() throws InterruptedException {
		this.one.enter();
		this.other.enter();
	}

	private ServiceInstance instance(Path directory, String name, int port) {
		ServiceLauncher launcher = SampleLauncher.of(directory, name).with("--server.port=" + port);
		for (Map.Entry<String, String> setting : this.settings.entrySet()) {
			if (setting.getKey().startsWith("GRACEFUL_SHUTDOWN_")) {
				launcher = launcher.withEnvironment(setting.getKey(), setting.getValue());
			}
		}
		return new ServiceInstance(launcher);
	}

	ShutdownSettings plan() {
		return this.plan;
	}

	String address(ServiceInstance instance) {
		return address((instance == this.one) ? this.port1 : this.port2);
	}

	List<ServiceInstance> all() {
		return List.of(this.one, this.other);
	}

	/**
	 * Returns what the configurations in {@code deploy/} want to know.
	 * @param port where the balancer has to listen
	 * @return the addresses by placeholder or variable
	 */
	Map<String, String> addresses(int port) {
		return Map.of("LISTEN", address(port), "ORDERS_1", address(this.port1), "ORDERS_2", address(this.port2));
	}

	private static String address(int port) {
		return "127.0.0.1:" + port;
	}

	@Override
	public void close() {
		this.one.close();
		this.other.close();
	}

}
