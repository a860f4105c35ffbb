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

package io.github.gracefulshutdown.sample.guarantees;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Requests that, after a while, use everything that an application has.
 */
@RestController
class UseController {

	private final Worker worker;

	private final TaskScheduler scheduler;

	private final JdbcClient jdbc;

	UseController(Worker worker, TaskScheduler scheduler, JdbcClient jdbc) {
		this.worker = worker;
		this.scheduler = scheduler;
		this.jdbc = jdbc;
	}

	@GetMapping("/use")
	String use(@RequestParam long ms) throws Exception {
		new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
		CompletableFuture<String> scheduled = new CompletableFuture<>();
		this.scheduler.schedule(() -> scheduled.complete("scheduled"), Instant.now().plusMillis(10));
		return "%s %s %s".formatted(this.worker.work().get(5, TimeUnit.SECONDS), scheduled.get(5, TimeUnit.SECONDS),
				this.jdbc.sql("select 'queried'").query(String.class).single());
	}

	@GetMapping("/use-callable")
	Callable<String> useCallable(@RequestParam long ms) {
		return () -> use(ms);
	}

	@GetMapping("/exit")
	String exit(@RequestParam int code) {
		new Thread(() -> System.exit(code)).start();
		return "exiting";
	}

}
