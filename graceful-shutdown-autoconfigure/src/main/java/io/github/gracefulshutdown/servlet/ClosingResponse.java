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
import java.io.PrintWriter;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A response that says {@code Connection: close} from the trigger on, as long as its
 * headers are not sent. It keeps the framing that the response would have had: where
 * Tomcat finds this header it drops chunked framing, which would make a cut body look
 * complete, but not if there are trailer fields
 * ({@code org.apache.coyote.http11.Http11Processor#prepareResponse}). So there are
 * trailer fields, of which there is none.
 */
class ClosingResponse extends HttpServletResponseWrapper {

	private static final String CONNECTION = "Connection";

	private static final String CLOSE = "close";

	private static final Supplier<@Nullable Map<String, String>> NO_TRAILER_FIELDS = () -> null;

	final HttpServletRequest request;

	private final Closing closing;

	private volatile @Nullable EventStream stream;

	ClosingResponse(HttpServletRequest request, HttpServletResponse response, Closing closing) {
		super(response);
		this.request = request;
		this.closing = closing;
	}

	/**
	 * Called before anything that may send headers or body.
	 * @return whether it may be sent
	 */
	boolean beforeSend() {
		sayClose(true);
		return true;
	}

	/**
	 * Says {@code Connection: close} if it is time and not too late.
	 * @param bodyFollows whether more of the body may come, so that the container cannot
	 * know its length by itself
	 */
	final void sayClose(boolean bodyFollows) {
		if (!isClosing() || isCommitted() || !isHttp1() || isUpgrade()) {
			return;
		}
		super.setHeader(CONNECTION, CLOSE);
		if (isHttp11()) {
			keepFraming(bodyFollows);
		}
	}

	final boolean isClosing() {
		return this.closing.time().getAsBoolean();
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private void keepFraming(boolean bodyFollows) {
		Supplier<?> fields = super.getTrailerFields();
		boolean lengthUnknown = bodyFollows && super.getHeader("Content-Length") == null;
		boolean chunked = hasBody() && (lengthUnknown || mayBeCompressed());
		if (chunked && fields == null) {
			try {
				super.setTrailerFields((Supplier) NO_TRAILER_FIELDS);
			}
			catch (IllegalStateException ex) {
				// AJP has none, and a framing of its own
			}
		}
		else if (!chunked && fields == NO_TRAILER_FIELDS && isTomcat()) {
			super.setTrailerFields(null);
		}
	}

	// Jetty would not take them back, but fail as it sends them. Its chunks do no harm.
	private boolean isTomcat() {
		return this.request.getServletContext().getServerInfo().contains("Tomcat");
	}

	// Tomcat then forgets the length, but only after this is over
	private boolean mayBeCompressed() {
		return this.closing.compression() && super.getHeader("Content-Encoding") == null
				&& (accepts("Accept-Encoding") || accepts("TE"));
	}

	private boolean accepts(String header) {
		return Collections.list(this.request.getHeaders(header))
			.stream()
			.anyMatch((value) -> value.toLowerCase(Locale.ROOT).contains("gzip"));
	}

	private boolean hasBody() {
		int status = getStatus();
		return !"HEAD".equals(this.request.getMethod()) && status >= SC_OK && status != SC_NO_CONTENT
				&& status != SC_RESET_CONTENT && status != SC_NOT_MODIFIED;
	}

	private boolean isUpgrade() {
		String connection = super.getHeader(CONNECTION);
		return getStatus() == SC_SWITCHING_PROTOCOLS || (connection != null && !CLOSE.equalsIgnoreCase(connection));
	}

	final boolean isHttp1() {
		return this.request.getProtocol().startsWith("HTTP/1.");
	}

	private boolean isHttp11() {
		return "HTTP/1.1".equals(this.request.getProtocol());
	}

	/**
	 * The response is an event stream from here on. Called on the thread of the request.
	 * @return the stream
	 */
	final EventStream stream() {
		EventStream stream = new EventStream();
		this.stream = stream;
		return stream;
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		ServletOutputStream out = new ClosingOutputStream(super.getOutputStream(), this);
		EventStream stream = this.stream;
		return (stream != null) ? stream.guard(out) : out;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		return new ClosingWriter(super.getWriter(), this);
	}

	@Override
	public void flushBuffer() throws IOException {
		EventStream stream = this.stream;
		if (stream != null) {
			stream.send(this::flush);
		}
		else {
			flush();
		}
	}

	private void flush() throws IOException {
		if (beforeSend()) {
			super.flushBuffer();
		}
	}

	@Override
	public void sendError(int status, String message) throws IOException {
		if (beforeSend()) {
			super.sendError(status, message);
		}
	}

	@Override
	public void sendError(int status) throws IOException {
		if (beforeSend()) {
			super.sendError(status);
		}
	}

	@Override
	public void sendRedirect(String location) throws IOException {
		if (beforeSend()) {
			sayClose(false);
			super.sendRedirect(location);
		}
	}

	@Override
	public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
		if (beforeSend()) {
			sayClose(false);
			super.sendRedirect(location, status, clearBuffer);
		}
	}

	/**
	 * Sends what is left of the body.
	 * @throws IOException if the client is gone
	 */
	void closeBody() throws IOException {
		try {
			getResponse().getOutputStream().close();
		}
		catch (IllegalStateException ex) {
			getResponse().getWriter().close();
		}
	}

}
