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

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Consumer;

import io.github.gracefulshutdown.ActiveRequest;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A gRPC call that is an active request. From the moment it is aborted, what its handler
 * sends is dropped, and the handler is told what it would be if the client had hung up;
 * the client gets {@code UNAVAILABLE}, upon which it may try again elsewhere.
 *
 * @param <Q> what the client sends
 * @param <S> what it gets
 */
final class ActiveCall<Q, S> extends SimpleForwardingServerCall<Q, S> implements ActiveRequest {

	private final long startedAt;

	private volatile @Nullable Thread thread;

	private volatile boolean aborted;

	private boolean closed;

	private int slot = -1;

	ActiveCall(ServerCall<Q, S> call, long startedAt) {
		super(call);
		this.startedAt = startedAt;
	}

	/**
	 * Has the call handled.
	 * @param handler what handles it
	 * @param headers what the client sent with it
	 * @param ended called once the answer is sent, or the client is gone
	 * @return what hears what the client does
	 */
	Listener<Q> start(ServerCallHandler<Q, S> handler, Metadata headers, Consumer<ActiveCall<?, ?>> ended) {
		occupy();
		try {
			return new Handling(handler.startCall(this, headers), ended);
		}
		catch (RuntimeException | Error ex) {
			// gRPC tells nobody else
			ended.accept(this);
			throw ex;
		}
		finally {
			release();
		}
	}

	/**
	 * Answers in the place of a handler.
	 */
	synchronized void refuse() {
		if (!this.closed) {
			this.closed = true;
			super.close(Status.UNAVAILABLE.withDescription("Shutting down"), new Metadata());
		}
	}

	private synchronized boolean occupy() {
		this.thread = Thread.currentThread();
		return !this.aborted;
	}

	private synchronized void release() {
		this.thread = null;
		if (this.aborted) {
			Thread.interrupted();
		}
	}

	@Override
	public synchronized void sendHeaders(Metadata headers) {
		if (!this.aborted) {
			super.sendHeaders(headers);
		}
	}

	@Override
	public synchronized void sendMessage(S message) {
		if (!this.aborted) {
			super.sendMessage(message);
		}
	}

	@Override
	public synchronized void close(Status status, Metadata trailers) {
		if (!this.aborted) {
			this.closed = true;
			super.close(status, trailers);
		}
	}

	@Override
	public boolean isCancelled() {
		return this.aborted || super.isCancelled();
	}

	/**
	 * The method of HTTP/2, which is the same for all calls.
	 */
	@Override
	public String method() {
		return "POST";
	}

	@Override
	public String path() {
		return "/" + getMethodDescriptor().getFullMethodName();
	}

	@Override
	public String remoteAddress() {
		SocketAddress address = getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
		if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
			return inet.getAddress().getHostAddress();
		}
		return "unknown";
	}

	@Override
	public long startedAt() {
		return this.startedAt;
	}

	/**
	 * The thread that is in its handler, which a handler that answers later does not
	 * hold.
	 */
	@Override
	public @Nullable Thread thread() {
		return this.thread;
	}

	@Override
	public synchronized void abort() {
		this.aborted = true;
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
		}
		refuse();
	}

	@Override
	public boolean isAborted() {
		return this.aborted;
	}

	@Override
	public void abandon() {
		// Was answered when it was aborted
	}

	@Override
	public int slot() {
		return this.slot;
	}

	@Override
	public void slot(int slot) {
		this.slot = slot;
	}

	/**
	 * Knows the thread that handles the call, and when it is over.
	 */
	private final class Handling extends SimpleForwardingServerCallListener<Q> {

		private final Consumer<ActiveCall<?, ?>> ended;

		private Handling(Listener<Q> handler, Consumer<ActiveCall<?, ?>> ended) {
			super(handler);
			this.ended = ended;
		}

		@Override
		public void onMessage(Q message) {
			handle(() -> super.onMessage(message));
		}

		@Override
		public void onHalfClose() {
			handle(super::onHalfClose);
		}

		@Override
		public void onReady() {
			handle(super::onReady);
		}

		@Override
		public void onCancel() {
			end(super::onCancel);
		}

		@Override
		public void onComplete() {
			end(ActiveCall.this.aborted ? super::onCancel : super::onComplete);
		}

		private void handle(Runnable step) {
			try {
				if (occupy()) {
					step.run();
				}
			}
			finally {
				release();
			}
		}

		private void end(Runnable step) {
			try {
				occupy();
				step.run();
			}
			finally {
				release();
				this.ended.accept(ActiveCall.this);
			}
		}

	}

}
