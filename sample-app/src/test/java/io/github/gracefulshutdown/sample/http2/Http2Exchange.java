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

package io.github.gracefulshutdown.sample.http2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.RetryableStreamException;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Puts a response together from its frames.
 */
final class Http2Exchange implements Stream.Listener {

	private final CompletableFuture<Http2Response> response = new CompletableFuture<>();

	private final StringBuilder text = new StringBuilder();

	private volatile int status;

	private volatile HttpFields fields = HttpFields.EMPTY;

	CompletableFuture<Http2Response> response() {
		return this.response;
	}

	/**
	 * The request was sent, or could not be.
	 * @param failure why it could not be sent
	 */
	void begun(@Nullable Throwable failure) {
		if (failure != null) {
			this.response.completeExceptionally(new UnprocessedException("Was not sent", failure));
		}
	}

	@Override
	public void onHeaders(Stream stream, HeadersFrame frame) {
		if (frame.getMetaData() instanceof MetaData.Response head) {
			this.status = head.getStatus();
			this.fields = head.getHttpFields();
		}
		proceed(stream, frame.isEndStream());
	}

	@Override
	public void onDataAvailable(Stream stream) {
		Stream.Data data = stream.readData();
		if (data == null) {
			stream.demand();
			return;
		}
		boolean last = data.frame().isEndStream();
		this.text.append(StandardCharsets.UTF_8.decode(data.frame().getByteBuffer()));
		data.release();
		proceed(stream, last);
	}

	private void proceed(Stream stream, boolean last) {
		if (last) {
			this.response.complete(new Http2Response(this.status, this.fields, this.text.toString()));
		}
		else {
			stream.demand();
		}
	}

	@Override
	public void onReset(Stream stream, ResetFrame frame, Callback callback) {
		failed(frame.getError(), new IOException("Reset: " + frame));
		callback.succeeded();
	}

	@Override
	public void onFailure(Stream stream, int error, String reason, Throwable failure, Callback callback) {
		failed(error, failure);
		callback.succeeded();
	}

	// A reset refuses one request, a GOAWAY all that came after the last one it names
	private void failed(int error, Throwable failure) {
		boolean unprocessed = error == ErrorCode.REFUSED_STREAM_ERROR.code
				|| failure instanceof RetryableStreamException;
		this.response.completeExceptionally(
				unprocessed ? new UnprocessedException("Was refused", failure) : new IOException("Was lost", failure));
	}

}
