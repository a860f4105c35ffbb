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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.EquivalentAddressGroup;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.StatusOr;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;

/**
 * A client that knows the ports of all instances, and takes them in turn.
 */
final class WorkClient implements AutoCloseable {

	private static final ChannelCredentials PLAIN = InsecureChannelCredentials.create();

	private final Instances instances;

	private final ManagedChannel channel;

	WorkClient(int... ports) {
		this.instances = new Instances(Arrays.stream(ports)
			.mapToObj(
					(port) -> new EquivalentAddressGroup(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
			.toList());
		NameResolverRegistry.getDefaultRegistry().register(this.instances);
		this.channel = NettyChannelBuilder.forTarget(this.instances.getDefaultScheme() + ":///work", PLAIN)
			.defaultLoadBalancingPolicy("round_robin")
			.build();
	}

	ListenableFuture<String> call(MethodDescriptor<String, String> method, String request) {
		return ClientCalls.futureUnaryCall(
				this.channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS)), request);
	}

	Answers<String> watch() {
		Answers<String> answers = new Answers<>();
		ClientCalls.asyncServerStreamingCall(this.channel.newCall(WorkMethods.WATCH, CallOptions.DEFAULT), "all",
				answers);
		return answers;
	}

	Answers<HealthCheckResponse> health() {
		Answers<HealthCheckResponse> answers = new Answers<>();
		HealthGrpc.newStub(this.channel).watch(HealthCheckRequest.getDefaultInstance(), answers);
		return answers;
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
		NameResolverRegistry.getDefaultRegistry().deregister(this.instances);
	}

	/**
	 * The answers of a stream, and how it ended.
	 *
	 * @param <T> the type of an answer
	 */
	static final class Answers<T> implements StreamObserver<T> {

		private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

		/**
		 * Waits for what comes next.
		 * @return an answer, or the failure, or this object for the end
		 */
		Object next() throws InterruptedException {
			Object next = this.received.poll(60, TimeUnit.SECONDS);
			if (next == null) {
				throw new AssertionError("Nothing has come for 60 s");
			}
			return next;
		}

		@Override
		public void onNext(T value) {
			this.received.add(value);
		}

		@Override
		public void onError(Throwable failure) {
			this.received.add(failure);
		}

		@Override
		public void onCompleted() {
			this.received.add(this);
		}

	}

	/**
	 * Finds all instances at once.
	 */
	private static final class Instances extends NameResolverProvider {

		private final List<EquivalentAddressGroup> addresses;

		private Instances(List<EquivalentAddressGroup> addresses) {
			this.addresses = addresses;
		}

		@Override
		public String getDefaultScheme() {
			return "instances-" + System.identityHashCode(this);
		}

		@Override
		public NameResolver newNameResolver(URI target, NameResolver.Args args) {
			return new NameResolver() {

				@Override
				public String getServiceAuthority() {
					return "work";
				}

				@Override
				public void start(Listener2 listener) {
					listener.onResult(ResolutionResult.newBuilder()
						.setAddressesOrError(StatusOr.fromValue(Instances.this.addresses))
						.build());
				}

				@Override
				public void shutdown() {
					// nothing to stop
				}

			};
		}

		@Override
		protected boolean isAvailable() {
			return true;
		}

		@Override
		protected int priority() {
			return 5;
		}

	}

}
