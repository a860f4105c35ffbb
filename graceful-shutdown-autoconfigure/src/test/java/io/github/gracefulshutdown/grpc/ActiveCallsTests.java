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
import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.LateRequests;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link ActiveCalls}.
 */
@Timeout(60)
class ActiveCallsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class));

	private final ServerCall<String, String> call = mock();

	private final ServerCallHandler<String, String> handler = mock();

	@Test
	void countsUntilTheAnswerIsSent() {
		given(this.handler.startCall(any(), any())).willReturn(mock());
		this.runner.run((context) -> {
			ServerCall.Listener<String> client = intercept(context, LateRequests.SERVE, "shop.Orders/Place");
			ActiveRequests requests = context.getBean(ActiveRequests.class);
			assertThat(requests.longest(1)).singleElement()
				.satisfies((request) -> assertThat(request.path()).isEqualTo("/shop.Orders/Place"));
			client.onHalfClose();
			assertThat(requests.active()).isOne();
			client.onComplete();
			assertThat(requests.active()).isZero();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "grpc.health.v1.Health/Watch", "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
			"shop.Prices/Watch", "shop.Stock/Watch" })
	void leavesOutWhatIsIgnored(String method) {
		this.runner.run((context) -> {
			intercept(context, LateRequests.SERVE, method);
			then(this.handler).should().startCall(any(), any());
			assertThat(context.getBean(ActiveRequests.class).active()).isZero();
		});
	}

	@ParameterizedTest
	@EnumSource
	void callThatIsLateIsServedOrRefused(LateRequests lateRequests) {
		given(this.handler.startCall(any(), any())).willReturn(mock());
		this.runner.run((context) -> {
			ServerCall.Listener<String> early = intercept(context, lateRequests, "shop.Orders/Place");
			GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
			CompletableFuture<Void> quiesced = Background.run(() -> shutdown.quiesce(Type.CONTEXT_CLOSED));
			Awaitility.await().until(() -> shutdown.state() == ShutdownState.DRAINING);
			ServerCall.Listener<String> late = intercept(context, lateRequests, "shop.Orders/Place");
			boolean served = lateRequests == LateRequests.SERVE;
			then(this.handler).should(times(served ? 2 : 1)).startCall(any(), any());
			then(this.call).should(times(served ? 0 : 1)).close(any(), any());
			late.onComplete();
			early.onComplete();
			Background.join(quiesced);
			assertThat(shutdown.report().requests().rejected()).isEqualTo(served ? 0 : 1);
		});
	}

	@ParameterizedTest
	@EnumSource
	void refusesAfterTheDrain(LateRequests lateRequests) {
		this.runner.run((context) -> {
			context.getBean(GracefulShutdown.class).quiesce(Type.CONTEXT_CLOSED);
			intercept(context, lateRequests, "shop.Orders/Place");
			then(this.handler).should(never()).startCall(any(), any());
			then(this.call).should().close(any(), any());
			assertThat(context.getBean(ActiveRequests.class).active()).isZero();
		});
	}

	private ServerCall.Listener<String> intercept(ApplicationContext context, LateRequests lateRequests,
			String method) {
		given(this.call.getMethodDescriptor()).willReturn(MethodDescriptor.<String, String>newBuilder(mock(), mock())
			.setType(MethodDescriptor.MethodType.UNARY)
			.setFullMethodName(method)
			.build());
		ActiveCalls calls = new ActiveCalls(context.getBean(ActiveRequests.class),
				context.getBean(GracefulShutdown.class), lateRequests, List.of("/shop.Prices/*", "/shop.Stock/**"));
		return calls.interceptCall(this.call, new Metadata(), this.handler);
	}

}
