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

package io.github.gracefulshutdown.integration.grpc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import com.google.common.util.concurrent.ListenableFuture;
import io.github.gracefulshutdown.test.process.ServiceLauncher;
import io.github.gracefulshutdown.test.process.ServiceProcess;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes that answer gRPC calls.
 */
@Tag("once")
@Execution(ExecutionMode.CONCURRENT)
class GrpcIT {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Pattern PORT = Pattern.compile("gRPC Server started, listening on address: .*, port: (\\d+)");

	private static final Pattern STARTED = Pattern.compile("Started GrpcApplication in ");

	@TempDir
	private Path directory;

	@Test
	void noCallFails() throws Exception {
		try (ServiceProcess leaving = start("leaving", "--graceful-shutdown.lame-duck.min-duration=2s");
				ServiceProcess staying = start("staying");
				WorkClient both = new WorkClient(port(leaving), port(staying));
				WorkClient old = new WorkClient(port(leaving))) {
			WorkClient.Answers<HealthCheckResponse> health = old.health();
			assertThat(status(health)).isEqualTo(ServingStatus.SERVING);
			try (Load load = new Load(both)) {
				assertThat(old.call(WorkMethods.WORK, WorkService.NOW).get()).isEqualTo("done");
				leaving.terminate();
				assertThat(status(health)).isEqualTo(ServingStatus.NOT_SERVING);
				// In the lame duck, on an old and a new connection
				assertThat(old.call(WorkMethods.WORK, WorkService.NOW).get()).isEqualTo("done");
				try (WorkClient late = new WorkClient(port(leaving))) {
					assertThat(late.call(WorkMethods.WORK, WorkService.NOW).get()).isEqualTo("done");
				}
				assertThat(leaving.awaitExit(TIMEOUT)).as(() -> leaving.output().toString()).isZero();
				assertThat(load.stop()).isEmpty();
			}
			assertThat(leaving.output().containing("Shutdown CLEAN")).as(() -> leaving.output().toString())
				.singleElement()
				.asString()
				.contains("rejected 0, aborted 0");
			assertThat(leaving.output().containing(" WARN ")).isEmpty();
			assertThat(leaving.output().containing("Completed gRPC server shutdown")).isEmpty();
		}
	}

	@Test
	void callsAreFinishedInTimeOrCut() throws Exception {
		try (ServiceProcess process = start("cut", "--graceful-shutdown.drain.timeout=3s");
				WorkClient client = new WorkClient(port(process))) {
			ListenableFuture<String> slow = client.call(WorkMethods.WORK, WorkService.LEAVING);
			ListenableFuture<String> later = client.call(WorkMethods.WORK_LATER, WorkService.LEAVING);
			ListenableFuture<String> blocked = client.call(WorkMethods.WORK, WorkService.NEVER);
			ListenableFuture<String> waiting = client.call(WorkMethods.WORK_LATER, WorkService.NEVER);
			WorkClient.Answers<String> endless = client.watch();
			assertThat(endless.next()).isEqualTo("tick");
			process.terminate();
			assertThat(process.awaitExit(TIMEOUT)).as(() -> process.output().toString()).isOne();
			assertThat(slow.get()).isEqualTo("done");
			assertThat(later.get()).isEqualTo("done");
			assertThat(failure(blocked)).isEqualTo(Status.Code.UNAVAILABLE);
			assertThat(failure(waiting)).isEqualTo(Status.Code.UNAVAILABLE);
			Object end = endless.next();
			for (int i = 0; i < 1000 && end.equals("tick"); i++) {
				end = endless.next();
			}
			assertThat(Status.fromThrowable((Throwable) end).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			for (String line : List.of("work was interrupted", "watch was cancelled", "Cut POST /test.Work/Work ",
					"Cut POST /test.Work/WorkLater ", "Cut POST /test.Work/Watch ")) {
				assertThat(process.output().containing(line)).as(() -> line + "\n" + process.output()).hasSize(1);
			}
		}
	}

	private static Object status(WorkClient.Answers<HealthCheckResponse> health) throws InterruptedException {
		return ((HealthCheckResponse) health.next()).getStatus();
	}

	private static Status.Code failure(ListenableFuture<String> call) throws Exception {
		try {
			throw new AssertionError("Answered " + call.get(60, TimeUnit.SECONDS));
		}
		catch (ExecutionException ex) {
			return Status.fromThrowable(ex).getCode();
		}
	}

	private ServiceProcess start(String name, String... arguments) throws IOException, InterruptedException {
		ServiceProcess process = ServiceLauncher.of(GrpcApplication.class, this.directory, name)
			.with("--spring.grpc.server.port=0")
			.with(arguments)
			.start();
		assertThat(process.output().await(STARTED, TIMEOUT)).as(() -> process.output().toString()).isPresent();
		return process;
	}

	private static int port(ServiceProcess process) throws InterruptedException {
		return Integer.parseInt(process.output().await(PORT, TIMEOUT).orElseThrow().group(1));
	}

	/**
	 * Four callers, each one call after the other.
	 */
	private static final class Load implements AutoCloseable {

		private final ExecutorService callers = Executors.newFixedThreadPool(4);

		private final List<Future<List<String>>> failures = new ArrayList<>();

		private final AtomicBoolean stopped = new AtomicBoolean();

		private Load(WorkClient client) {
			long end = System.nanoTime() + TIMEOUT.toNanos();
			for (int i = 0; i < 4; i++) {
				this.failures.add(this.callers.submit(() -> {
					List<String> failures = new ArrayList<>();
					for (int n = 0; n < 1_000_000 && !this.stopped.get() && System.nanoTime() < end; n++) {
						try {
							client.call(WorkMethods.WORK, WorkService.NOW).get();
						}
						catch (ExecutionException ex) {
							failures.add(ex.toString());
						}
					}
					return failures;
				}));
			}
		}

		/**
		 * Ends it.
		 * @return the failures
		 */
		private List<String> stop() throws Exception {
			this.stopped.set(true);
			List<String> all = new ArrayList<>();
			for (Future<List<String>> each : this.failures) {
				all.addAll(each.get());
			}
			return all;
		}

		@Override
		public void close() {
			this.stopped.set(true);
			this.callers.shutdownNow();
		}

	}

}
