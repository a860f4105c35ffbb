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

package io.github.gracefulshutdown.logging;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.threads.TaskQueue;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Exceptions as libraries throw them, made by the libraries where they can be.
 */
enum RealCause {

	FAILURE(() -> new IllegalStateException("Database is already closed")),

	BROKEN_PIPE(() -> new IOException("Broken pipe")),

	CLIENT_ABORT(() -> new IllegalStateException(new ClientAbortException(new IOException("Broken pipe")))),

	RESPONSE_NOT_USABLE(() -> new AsyncRequestNotUsableException(
			"ServletOutputStream failed to flush: java.io.IOException: Broken pipe", new IOException("Broken pipe"))),

	REFUSED_BY_JDK(() -> {
		ExecutorService executor = Executors.newFixedThreadPool(1);
		executor.shutdown();
		return refusal(executor::execute);
	}),

	REFUSED_BY_TOMCAT(() -> {
		TaskQueue queue = new TaskQueue();
		org.apache.tomcat.util.threads.ThreadPoolExecutor executor = new org.apache.tomcat.util.threads.ThreadPoolExecutor(
				1, 2, 1, TimeUnit.SECONDS, queue);
		queue.setParent(executor);
		executor.shutdownNow();
		return refusal(executor::execute);
	}),

	REFUSED_BY_SPRING(() -> {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.initialize();
		executor.shutdown();
		return refusal(executor::execute);
	}),

	REFUSED_BY_SIMPLE_EXECUTOR(() -> {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
		executor.setTaskTerminationTimeout(1);
		executor.close();
		return refusal(executor::execute);
	}),

	REFUSED_AS_FULL(() -> {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
		return refusal((task) -> new ThreadPoolExecutor.AbortPolicy().rejectedExecution(task, executor));
	});

	private final Supplier<Throwable> factory;

	RealCause(Supplier<Throwable> factory) {
		this.factory = factory;
	}

	Throwable create() {
		return this.factory.get();
	}

	private static RejectedExecutionException refusal(Executor executor) {
		try {
			executor.execute(() -> {
			});
			throw new AssertionError("Not refused");
		}
		catch (RejectedExecutionException ex) {
			return ex;
		}
	}

}
