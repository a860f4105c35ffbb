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

package io.github.gracefulshutdown.grpc;

import java.util.List;
import java.util.Set;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.LateRequests;
import io.grpc.Metadata;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

import org.springframework.util.PatternMatchUtils;

/**
 * Counts each gRPC call exactly once, from the moment its headers are there until the
 * answer is sent or the client is gone. Calls of gRPC's own services for health and
 * reflection are not counted.
 *
 * @since 1.0.0
 */
public final class ActiveCalls implements ServerInterceptor {

	/**
	 * Their calls are not from the network, or are requests of the web server.
	 */
	private static final Set<String> OTHER_TRANSPORTS = Set.of("io.grpc.inprocess.InProcessServerBuilder",
			"io.grpc.servlet.jakarta.ServletServerBuilder");

	/**
	 * Packages of services that have to answer while nothing else is waited for.
	 */
	private static final List<String> INFRASTRUCTURE = List.of("grpc.health.", "grpc.reflection.", "grpc.channelz.");

	private final ActiveRequests requests;

	private final GracefulShutdown shutdown;

	private final LateRequests lateRequests;

	private final String[] ignoredPaths;

	/**
	 * Creates an interceptor.
	 * @param requests the active requests
	 * @param shutdown the shutdown
	 * @param lateRequests what becomes of calls during the drain
	 * @param ignoredPaths patterns of what is not counted, as in
	 * {@code /package.Service/*}
	 */
	public ActiveCalls(ActiveRequests requests, GracefulShutdown shutdown, LateRequests lateRequests,
			List<String> ignoredPaths) {
		this.requests = requests;
		this.shutdown = shutdown;
		this.lateRequests = lateRequests;
		this.ignoredPaths = ignoredPaths.toArray(String[]::new);
	}

	/**
	 * Has the calls of a server counted, unless they do not come from the network, or are
	 * counted by the web server that it is part of.
	 * @param builder the builder of the server
	 */
	public void watch(ServerBuilder<?> builder) {
		if (!OTHER_TRANSPORTS.contains(builder.getClass().getName())) {
			builder.intercept(this);
		}
	}

	@Override
	public <Q, S> ServerCall.Listener<Q> interceptCall(ServerCall<Q, S> call, Metadata headers,
			ServerCallHandler<Q, S> handler) {
		if (isIgnored(call.getMethodDescriptor().getFullMethodName())) {
			return handler.startCall(call, headers);
		}
		ActiveCall<Q, S> active = new ActiveCall<>(call, this.requests.nanoTime());
		if (this.lateRequests.areRefusedIn(this.shutdown.state()) || !this.requests.begin(active)) {
			this.requests.reject();
			active.refuse();
			return new ServerCall.Listener<>() {
			};
		}
		return active.start(handler, headers, this.requests::end);
	}

	private boolean isIgnored(String method) {
		for (String prefix : INFRASTRUCTURE) {
			if (method.startsWith(prefix)) {
				return true;
			}
		}
		return PatternMatchUtils.simpleMatch(this.ignoredPaths, "/" + method);
	}

}
