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

package io.github.gracefulshutdown.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.ShutdownSignal;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Something that is at work when a shutdown begins, and takes some time after that.
 */
@Component
class Work {

	private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

	private final ShutdownSignal shutdown;

	private final Duration duration;

	Work(ShutdownSignal shutdown, @Value("${worker.duration:200ms}") Duration duration) {
		this.shutdown = shutdown;
		this.duration = duration;
	}

	void run(String what) throws InterruptedException {
		System.out.println("Began " + what);
		this.shutdown.await(LONGEST_WAIT);
		new CountDownLatch(1).await(this.duration.toMillis(), TimeUnit.MILLISECONDS);
		System.out.println("Ended " + what);
	}

}
