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

package io.github.gracefulshutdown.sample;

import java.nio.file.Path;
import java.time.Duration;

import io.github.gracefulshutdown.sample.process.OrderLoad;
import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.Balancer;
import io.github.gracefulshutdown.test.process.LoadProfile;
import io.github.gracefulshutdown.test.process.LoadReport;
import io.github.gracefulshutdown.test.process.ServiceInstance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A restart behind a balancer that goes on sending for a while: no request fails, no
 * order is lost. On each JDK that is checked with fewer requests, by the guarantees.
 */
@Tag("once")
class RestartUnderLoadIT {

	private static final Duration LAG = Duration.ofSeconds(2);

	@TempDir
	private Path directory;

	@Test
	void nothingFailsAndNoOrderIsLost() throws Exception {
		try (Balancer balancer = new Balancer(32);
				ServiceInstance restarted = instance("orders-1", balancer).start();
				ServiceInstance other = instance("orders-2", balancer).start();
				OrderLoad load = new OrderLoad(balancer, LoadProfile.mixed(200, Duration.ofSeconds(60)))) {
			restarted.enter();
			other.enter();
			load.start();
			assertThat(restarted.process().hasExitedWithin(Duration.ofSeconds(1))).isFalse();
			ServiceInstance.Stop stop = restarted.stop(LAG, () -> {
			});
			restarted.start().enter();
			assertThat(restarted.process().hasExitedWithin(Duration.ofSeconds(1))).isFalse();
			LoadReport report = load.stop();
			assertThat(report.failures()).isEmpty();
			assertThat(report.failed()).isZero();
			assertThat(report.finished()).isGreaterThan(1000);
			assertThat(load.ledger().size()).isPositive();
			assertThat(load.ledger().findLost("orders-1", restarted.process().port())).isEmpty();
			assertThat(load.ledger().findLost("orders-2", other.process().port())).isEmpty();
			assertThat(stop.exitCode()).isZero();
			assertThat(stop.summary())
				.hasValueSatisfying((summary) -> assertThat(summary.outcome()).isEqualTo("CLEAN"));
		}
	}

	private ServiceInstance instance(String name, Balancer balancer) {
		// As a developer starts it; other tests start it extracted
		Path jar = Path.of(System.getProperty("sample.executable-jar"));
		return new ServiceInstance(SampleLauncher.of(jar, this.directory, name), balancer);
	}

}
