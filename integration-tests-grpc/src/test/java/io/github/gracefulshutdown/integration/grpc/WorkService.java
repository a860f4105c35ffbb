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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownStateChangedEvent;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;

import org.springframework.context.event.EventListener;
import org.springframework.grpc.server.lifecycle.GrpcServerShutdownEvent;

/**
 * Works on its calls until what they name has happened.
 */
final class WorkService implements BindableService, AutoCloseable {

	/**
	 * It has.
	 */
	static final String NOW = "now";

	/**
	 * The server accepts no connections anymore, or is about to.
	 */
	static final String LEAVING = "leaving";

	/**
	 * It never does.
	 */
	static final String NEVER = "never";

	private final ScheduledExecutorService later = new ScheduledThreadPoolExecutor(1);

	private final CompletableFuture<Void> leaving = new CompletableFuture<>();

	@EventListener
	void onDrain(ShutdownStateChangedEvent event) {
		if (event.to() == ShutdownState.DRAINING) {
			this.leaving.complete(null);
		}
	}

	@EventListener(GrpcServerShutdownEvent.class)
	void onStop() {
		this.leaving.complete(null);
	}

	@Override
	public ServerServiceDefinition bindService() {
		return ServerServiceDefinition.builder(WorkMethods.SERVICE)
			.addMethod(WorkMethods.WORK, ServerCalls.asyncUnaryCall(this::work))
			.addMethod(WorkMethods.WORK_LATER, ServerCalls.asyncUnaryCall(this::workLater))
			.addMethod(WorkMethods.WATCH, ServerCalls.asyncServerStreamingCall(this::watch))
			.build();
	}

	private void work(String until, StreamObserver<String> client) {
		try {
			event(until).get();
			done(client);
		}
		catch (InterruptedException | ExecutionException ex) {
			System.out.println("work was interrupted");
			client.onError(Status.ABORTED.asRuntimeException());
		}
	}

	private void workLater(String until, StreamObserver<String> client) {
		event(until).thenRunAsync(() -> done(client), this.later);
	}

	private CompletableFuture<Void> event(String name) {
		return switch (name) {
			case NOW -> CompletableFuture.completedFuture(null);
			case LEAVING -> this.leaving;
			case NEVER -> new CompletableFuture<>();
			default -> throw new IllegalArgumentException("Unknown event: " + name);
		};
	}

	private static void done(StreamObserver<String> client) {
		client.onNext("done");
		client.onCompleted();
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
