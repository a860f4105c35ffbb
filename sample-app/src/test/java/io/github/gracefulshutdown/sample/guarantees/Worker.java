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

import java.util.concurrent.CompletableFuture;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * A lifecycle bean of default phase, which Spring stops first of all, with an
 * asynchronous method.
 */
@Component
class Worker implements SmartLifecycle {

	private volatile boolean running;

	@Async
	CompletableFuture<String> work() {
		return CompletableFuture.completedFuture(this.running ? "worked" : "stopped");
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		GuaranteesApplication.say("The worker stopped");
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
