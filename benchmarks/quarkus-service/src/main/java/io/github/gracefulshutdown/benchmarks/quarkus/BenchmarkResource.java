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

package io.github.gracefulshutdown.benchmarks.quarkus;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

/**
 * The same endpoints as those of the service on Spring Boot.
 */
@Path("/")
@Produces(MediaType.TEXT_PLAIN)
public class BenchmarkResource {

	private static final int CHUNKS = 5;

	@GET
	@Path("hello")
	public String hello() {
		return "hello";
	}

	@POST
	@Path("echo")
	@Consumes(MediaType.WILDCARD)
	public String echo(String body) {
		return body;
	}

	@GET
	@Path("wait")
	@Blocking
	public String await(@QueryParam("ms") long ms) {
		pause(ms);
		return readyAt();
	}

	@GET
	@Path("wait-async")
	public CompletionStage<String> awaitAsync(@QueryParam("ms") long ms) {
		return CompletableFuture.supplyAsync(BenchmarkResource::readyAt,
				CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS));
	}

	@GET
	@Path("stream")
	@Blocking
	public StreamingOutput stream(@QueryParam("ms") long ms) {
		return (output) -> {
			for (int i = 0; i < CHUNKS; i++) {
				output.write("line\n".getBytes(StandardCharsets.US_ASCII));
				output.flush();
				pause(ms / CHUNKS);
			}
			output.write(readyAt().getBytes(StandardCharsets.US_ASCII));
		};
	}

	private static void pause(long ms) {
		try {
			new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String readyAt() {
		return "ready at " + System.nanoTime();
	}

}
