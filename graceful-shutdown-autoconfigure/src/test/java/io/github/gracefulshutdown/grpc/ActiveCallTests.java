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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link ActiveCall}.
 */
class ActiveCallTests {

	private final ServerCall<String, String> server = mock();

	private final ActiveCall<String, String> call = new ActiveCall<>(this.server, 42);

	private final List<ActiveCall<?, ?>> ended = new ArrayList<>();

	private final List<String> heard = new ArrayList<>();

	@Test
	void handlerAnswersAndHearsAll() {
		Listener<String> client = start();
		client.onReady();
		client.onMessage("question");
		client.onHalfClose();
		this.call.sendHeaders(new Metadata());
		this.call.sendMessage("answer");
		this.call.close(Status.OK, new Metadata());
		then(this.server).should().sendHeaders(any());
		then(this.server).should().sendMessage("answer");
		then(this.server).should().close(any(), any());
		assertThat(this.ended).isEmpty();
		client.onComplete();
		assertThat(this.heard).containsExactly("ready", "question", "half-close", "complete");
		assertThat(this.ended).containsExactly(this.call);
	}

	@Test
	void clientThatHangsUpEndsCall() {
		start().onCancel();
		assertThat(this.heard).containsExactly("cancel");
		assertThat(this.ended).containsExactly(this.call);
	}

	@Test
	void callWhoseHandlerDoesNotStartHasEnded() {
		assertThatIllegalStateException().isThrownBy(() -> this.call.start((call, headers) -> {
			throw new IllegalStateException("expected");
		}, new Metadata(), this.ended::add));
		assertThat(this.ended).containsExactly(this.call);
		assertThat(this.call.thread()).isNull();
	}

	@Test
	void abortAnswersInPlaceOfHandler() {
		Listener<String> client = start();
		this.call.abort();
		assertThat(answer().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
		assertThat(this.call.isAborted()).isTrue();
		assertThat(this.call.isCancelled()).isTrue();
		this.call.sendHeaders(new Metadata());
		this.call.sendMessage("answer");
		this.call.close(Status.OK, new Metadata());
		then(this.server).should(never()).sendHeaders(any());
		then(this.server).should(never()).sendMessage(any());
		then(this.server).should().close(any(), any());
		client.onReady();
		client.onMessage("question");
		client.onHalfClose();
		client.onComplete();
		assertThat(this.heard).containsExactly("cancel");
		assertThat(this.ended).containsExactly(this.call);
	}

	@Test
	void abortLeavesAnswerThatIsGiven() {
		start();
		this.call.close(Status.OK, new Metadata());
		this.call.abort();
		assertThat(answer()).isEqualTo(Status.OK);
	}

	@Test
	void abortInterruptsHandler() {
		List<Boolean> interrupted = new ArrayList<>();
		Listener<String> client = this.call.start((call, headers) -> new Listener<>() {

			@Override
			public void onHalfClose() {
				assertThat(ActiveCallTests.this.call.thread()).isSameAs(Thread.currentThread());
				ActiveCallTests.this.call.abort();
				interrupted.add(Thread.currentThread().isInterrupted());
			}

		}, new Metadata(), this.ended::add);
		client.onHalfClose();
		assertThat(interrupted).containsExactly(true);
		assertThat(this.call.thread()).isNull();
		// The thread is not its own
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void saysWhatItIs() {
		MethodDescriptor<String, String> method = MethodDescriptor.<String, String>newBuilder(mock(), mock())
			.setType(MethodDescriptor.MethodType.UNARY)
			.setFullMethodName("shop.Orders/Place")
			.build();
		given(this.server.getMethodDescriptor()).willReturn(method);
		given(this.server.getAttributes()).willReturn(Attributes.newBuilder()
			.set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, new InetSocketAddress(InetAddress.getLoopbackAddress(), 80))
			.build(), Attributes.EMPTY);
		assertThat(this.call.method()).isEqualTo("POST");
		assertThat(this.call.path()).isEqualTo("/shop.Orders/Place");
		assertThat(this.call.remoteAddress()).isEqualTo("127.0.0.1");
		assertThat(this.call.remoteAddress()).isEqualTo("unknown");
		assertThat(this.call.startedAt()).isEqualTo(42);
	}

	private Listener<String> start() {
		return this.call.start((call, headers) -> new Recorder(), new Metadata(), this.ended::add);
	}

	private Status answer() {
		ArgumentCaptor<Status> status = ArgumentCaptor.captor();
		then(this.server).should().close(status.capture(), any());
		return status.getValue();
	}

	/**
	 * Notes what the handler hears.
	 */
	private final class Recorder extends Listener<String> {

		@Override
		public void onReady() {
			ActiveCallTests.this.heard.add("ready");
		}

		@Override
		public void onMessage(String message) {
			ActiveCallTests.this.heard.add(message);
		}

		@Override
		public void onHalfClose() {
			ActiveCallTests.this.heard.add("half-close");
		}

		@Override
		public void onCancel() {
			ActiveCallTests.this.heard.add("cancel");
		}

		@Override
		public void onComplete() {
			ActiveCallTests.this.heard.add("complete");
		}

	}

}
