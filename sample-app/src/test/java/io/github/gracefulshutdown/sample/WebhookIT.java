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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The webhook of a process that ends: it tells what was cut, and holds up nothing where
 * nobody answers.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class WebhookIT {

	private static final String DRAIN_OF_500MS = "--graceful-shutdown.drain.timeout=500ms";

	@TempDir
	private Path directory;

	@Test
	void tellsWhatWasCut() throws Exception {
		List<String> bodies = Collections.synchronizedList(new ArrayList<>());
		HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		hook.createContext("/", (exchange) -> {
			bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		hook.start();
		try (ServiceProcess service = start(hook.getAddress().getPort());
				RawConnection cut = Sample.begin(service, "/report?ms=30000")) {
			service.terminate();
			assertThat(cut.receive(Sample.TIMEOUT).status()).isEqualTo(503);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isEqualTo(1);
			assertThat(bodies).singleElement()
				.asString()
				.contains("\"service\":\"order-service\"", "\"trigger\":\"SIGTERM\"", "\"outcome\":\"INCOMPLETE\"",
						"\"path\":\"/report\"");
			assertThat(service.output().containing("webhook")).isEmpty();
		}
		finally {
			hook.stop(0);
		}
	}

	@Test
	void deadlineHoldsWhereHookAcceptsAndNeverAnswers() throws Exception {
		// Nobody accepts in Java, but the operating system does
		try (ServerSocket hook = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
				ServiceProcess service = start(hook.getLocalPort(), "--graceful-shutdown.platform-grace-period=6s",
						"--graceful-shutdown.lame-duck.max-duration=1s", "--graceful-shutdown.webhook.timeout=20s");
				RawConnection cut = Sample.begin(service, "/report?ms=30000")) {
			long terminated = service.terminate();
			assertThat(cut.receive(Sample.TIMEOUT).status()).isEqualTo(503);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isEqualTo(1);
			assertThat(Duration.ofNanos(service.exitedAt().join() - terminated)).isLessThan(Duration.ofSeconds(6));
			assertThat(service.output().containing("WARN ")).anySatisfy((line) -> assertThat(line)
				.contains("The report writer io.github.gracefulshutdown.webhook.Webhook", "did not return within"));
			assertThat(service.output().toString()).doesNotContain("secret");
		}
	}

	@Test
	void saysThatNobodyWasTold() throws Exception {
		try (ServerSocket hook = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
				ServiceProcess service = start(hook.getLocalPort(), "--graceful-shutdown.webhook.timeout=300ms");
				RawConnection cut = Sample.begin(service, "/report?ms=30000")) {
			service.terminate();
			assertThat(cut.receive(Sample.TIMEOUT).status()).isEqualTo(503);
			assertThat(service.awaitExit(Sample.TIMEOUT)).isEqualTo(1);
			assertThat(service.output().containing("was not told of the shutdown: no answer within 300ms")).hasSize(1);
			assertThat(service.output().toString()).doesNotContain("secret");
		}
	}

	private ServiceProcess start(int port, String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of(Sample.NO_LAME_DUCK, Sample.NO_QUIET_PERIOD, DRAIN_OF_500MS,
				"--graceful-shutdown.webhook.url=http://user:secret@127.0.0.1:%d/hook".formatted(port)));
		all.addAll(List.of(arguments));
		return Sample.start(this.directory, all.toArray(String[]::new));
	}

}
