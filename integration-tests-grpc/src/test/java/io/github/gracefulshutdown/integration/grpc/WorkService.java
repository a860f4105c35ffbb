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

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

/**
 * Works on its calls for as long as they say.
 */
final class WorkService implements BindableService, AutoCloseable {

	private final ScheduledExecutorService later = new ScheduledThreadPoolExecutor(1);

	@Override
	public ServerServiceDefinition bindService() {
		return ServerServiceDefinition.builder(WorkMethods.SERVICE)
			.addMethod(WorkMethods.WORK, ServerCalls.asyncUnaryCall(this::work))
			.addMethod(WorkMethods.WORK_LATER, ServerCalls.asyncUnaryCall(this::workLater))
			.addMethod(WorkMethods.WATCH, ServerCalls.asyncServerStreamingCall(this::watch))
			.build();
	}

	private void work(String millis, StreamObserver<String> client) {
		try {
			Thread.sleep(Long.parseLong(millis));
			client.onNext("done");
			client.onCompleted();
		}
		catch (InterruptedException ex) {
			System.out.println("work was interrupted");
			client.onError(Status.ABORTED.asRuntimeException());
		}
	}

	private void workLater(String millis, StreamObserver<String> client) {
		this.later.schedule(() -> {
			client.onNext("done");
			client.onCompleted();
		}, Long.parseLong(millis), TimeUnit.MILLISECONDS);
	}

	private void watch(String name, StreamObserver<String> client) {
		ScheduledFuture<?> ticks = this.later.scheduleAtFixedRate(() -> client.onNext("tick"), 0, 20,
				TimeUnit.MILLISECONDS);
		((ServerCallStreamObserver<String>) client).setOnCancelHandler(() -> {
			ticks.cancel(false);
			System.out.println("watch was cancelled");
		});
	}

	@Override
	public void close() {
		this.later.shutdown();
	}

}
