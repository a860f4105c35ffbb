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
import java.util.List;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.sample.process.OrderLoad;
import io.github.gracefulshutdown.sample.process.SampleLauncher;
import io.github.gracefulshutdown.test.process.Balancer;
import io.github.gracefulshutdown.test.process.LoadProfile;
import io.github.gracefulshutdown.test.process.OutputLine;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.ServiceInstance;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an ordinary restart leaves in the log: a few lines of the starter, although
 * clients hang up.
 */
@Tag("once")
class QuietLogIT {

	private static final Duration LAG = Duration.ofSeconds(1);

	private static final Pattern LINE = Pattern.compile("^\\S+ +(INFO|WARN|ERROR|DEBUG|TRACE) \\d+ --- .*");

	private static final Pattern STACK_TRACE = Pattern
		.compile("^\\s+at \\S+\\(.*|^Caused by: .*|\\S+(Exception|Error)\\b.*");

	@TempDir
	private Path directory;

	@Test
	void ordinaryRestartUnderLoadSaysLittle() throws Exception {
		try (Balancer balancer = new Balancer(16);
				ServiceInstance restarted = instance("orders-1", balancer).start();
				ServiceInstance other = instance("orders-2", balancer).start();
				OrderLoad load = new OrderLoad(balancer, LoadProfile.mixed(100, Duration.ofSeconds(60)))) {
			restarted.enter();
			other.enter();
			load.start();
			ServiceProcess service = restarted.process();
			assertThat(service.hasExitedWithin(Duration.ofSeconds(1))).isFalse();
			List<RawConnection> leaving = List.of(begin(service, "/report?ms=1500"),
					begin(service, "/report-async?ms=1500"), begin(service, "/orders/events"));
			int before = service.output().lines().size();
			ServiceInstance.Stop stop = restarted.stop(LAG, () -> leaving.forEach(RawConnection::close));
			assertThat(stop.exitCode()).as(service.output().toString()).isZero();
			assertQuiet(service.output().lines().subList(before, service.output().lines().size()));
			assertThat(Sample.summary(service).text()).containsPattern("; log lines muted [1-9]\\d*$");
			assertThat(load.stop().failures()).isEmpty();
		}
	}

	@Test
	void saysAllWhenToldSo() throws Exception {
		try (ServiceProcess service = Sample.start(this.directory, Sample.NO_LAME_DUCK, Sample.NO_QUIET_PERIOD,
				"--graceful-shutdown.logging.muted=none")) {
			service.terminate();
			assertThat(service.awaitExit(Sample.TIMEOUT)).isZero();
			assertThat(Sample.summary(service).text()).doesNotContain("muted");
			assertThat(service.output().containing("HikariPool-1 - Shutdown completed.")).hasSize(1);
		}
	}

	private static void assertQuiet(List<OutputLine> lines) {
		List<String> texts = lines.stream().map(OutputLine::text).toList();
		assertThat(texts).noneMatch((text) -> STACK_TRACE.matcher(text).find());
		assertThat(texts).allMatch((text) -> LINE.matcher(text).matches());
		assertThat(texts).noneMatch((text) -> text.contains(" ERROR ") || text.contains(" WARN "));
		assertThat(texts).hasSizeBetween(2, 6).allMatch((text) -> text.contains("GracefulShutdown"));
	}

	private static RawConnection begin(ServiceProcess service, String target) throws Exception {
		RawConnection connection = RawConnection.open(service.port(), Sample.TIMEOUT);
		connection.send(RawRequest.get(target));
		return connection;
	}

	private ServiceInstance instance(String name, Balancer balancer) {
		return new ServiceInstance(SampleLauncher.of(this.directory, name), balancer);
	}

}
