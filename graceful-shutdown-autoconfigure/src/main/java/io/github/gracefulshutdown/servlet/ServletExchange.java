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

package io.github.gracefulshutdown.servlet;

import java.io.IOException;

import io.github.gracefulshutdown.ActiveRequest;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * An active request of a servlet container, and the response that it writes. From the
 * moment it is aborted, what its handler writes is dropped: the client gets a refusal if
 * nothing was sent, and else a body that is visibly cut.
 */
final class ServletExchange extends ClosingResponse implements ActiveRequest {

	private static final String ATTRIBUTE = ServletExchange.class.getName();

	private final Dispatcher dispatcher;

	private final String method;

	private final String path;

	private final long startedAt;

	private volatile @Nullable Thread thread = Thread.currentThread();

	private volatile boolean aborted;

	private volatile boolean later;

	private boolean failed;

	private boolean refused;

	private int slot = -1;

	ServletExchange(HttpServletRequest request, HttpServletResponse response, Closing closing, Dispatcher dispatcher,
			long startedAt) {
		super(request, response, closing);
		this.dispatcher = dispatcher;
		this.method = request.getMethod();
		this.path = request.getRequestURI();
		this.startedAt = startedAt;
	}

	/**
	 * The exchange that a request belongs to, if it goes on after its first dispatch.
	 * @param request the request
	 * @return the exchange or {@code null}
	 */
	static @Nullable ServletExchange of(ServletRequest request) {
		return (ServletExchange) request.getAttribute(ATTRIBUTE);
	}

	/**
	 * Lets the exchange be found by later dispatches of its request.
	 */
	synchronized void goOn() {
		this.request.setAttribute(ATTRIBUTE, this);
		this.later = true;
		release(Thread.currentThread());
		if (this.aborted && this.thread == null) {
			this.dispatcher.dispatch(this);
		}
	}

	/**
	 * Whether it goes on after its first dispatch.
	 * @return whether {@link #of} finds it
	 */
	boolean goesOn() {
		return this.later;
	}

	@Override
	public String method() {
		return this.method;
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public String remoteAddress() {
		return this.request.getRemoteAddr();
	}

	@Override
	public long startedAt() {
		return this.startedAt;
	}

	@Override
	public @Nullable Thread thread() {
		return this.thread;
	}

	/**
	 * Another thread works on it now.
	 */
	synchronized void occupy() {
		this.thread = Thread.currentThread();
		if (this.aborted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A thread does not work on it anymore.
	 * @param thread the thread
	 */
	synchronized void release(Thread thread) {
		if (this.thread == thread) {
			this.thread = null;
		}
		if (this.aborted && thread == Thread.currentThread()) {
			Thread.interrupted();
		}
	}

	@Override
	public synchronized void abort() {
		this.aborted = true;
		Thread thread = this.thread;
		if (thread != null) {
			thread.interrupt();
		}
		else {
			this.dispatcher.dispatch(this);
		}
	}

	@Override
	public boolean isAborted() {
		return this.aborted;
	}

	@Override
	public boolean isLost() {
		try {
			return this.later && of(this.request) != this;
		}
		catch (IllegalStateException ex) {
			// the container has recycled the request
			return true;
		}
	}

	@Override
	public synchronized void abandon() {
		boolean ended = this.slot < 0;
		if (ended || isLost()) {
			return;
		}
		if (this.request.isAsyncStarted()) {
			this.dispatcher.dispatch(this);
		}
		else {
			refuse();
		}
	}

	/**
	 * Sends the refusal if nothing was sent.
	 * @return whether the client has an answer that it can tell from a complete one
	 */
	synchronized boolean refuse() {
		if (isCommitted()) {
			return this.refused;
		}
		this.refused = true;
		Unavailable.send(isHttp1(), (HttpServletResponse) getResponse());
		return true;
	}

	/**
	 * Sends the refusal if nothing was sent, and else has the container cut the
	 * connection.
	 */
	void refuseOrCut() throws IOException {
		if (!refuse()) {
			throw new IOException("Cut %s %s at the end of the drain".formatted(this.method, this.path));
		}
	}

	/**
	 * The container takes the exchange back, which does not count anymore: from here on
	 * it is not touched.
	 */
	synchronized void end() {
		Thread.interrupted();
	}

	/**
	 * Sends what there is to send when its handler has returned.
	 */
	void answer() throws IOException {
		if (this.aborted) {
			refuseOrCut();
		}
		else {
			complete();
		}
	}

	/**
	 * Sends, from the trigger on, what the container would send as soon as it has the
	 * exchange back, so that it is out before the exchange stops to count. Errors are
	 * left to the container, which looks for a page.
	 */
	void complete() {
		int status = getStatus();
		if (!isClosing() || this.failed || status == SC_SWITCHING_PROTOCOLS) {
			return;
		}
		sayClose(false);
		if (status >= SC_BAD_REQUEST && !isCommitted()) {
			return;
		}
		try {
			closeBody();
		}
		catch (IOException ex) {
			// The client is gone. Thrown, it would lose the end of an asynchronous
			// exchange
		}
	}

	/**
	 * Whether it is asynchronous and its client has hung up on the thread that began it.
	 * The container then does not always tell when it ends
	 * ({@code org.apache.coyote.AbstractProcessorLight#process}: a dispatch is lost), but
	 * it always ends with this thread.
	 * @return whether the container gives it up
	 */
	boolean isGivenUp() {
		return this.request.isAsyncStarted()
				&& this.request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IOException;
	}

	/**
	 * Whether the container is going to look for an error page.
	 * @return whether an error was sent
	 */
	boolean hasFailed() {
		return this.failed;
	}

	@Override
	public void sendError(int status) throws IOException {
		this.failed = true;
		super.sendError(status);
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		this.failed = true;
		super.sendError(status, message);
	}

	@Override
	boolean beforeSend() {
		return !this.aborted && super.beforeSend();
	}

	@Override
	public int slot() {
		return this.slot;
	}

	@Override
	public void slot(int slot) {
		this.slot = slot;
	}

}
