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

package io.github.gracefulshutdown.test.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.gracefulshutdown.test.process.RawResponse.Framing;

/**
 * Reads one HTTP/1.1 response after the other from a socket and notices where it is cut.
 */
final class ResponseReader {

	private static final int MAX_LINE = 16 * 1024;

	private static final int MAX_HEADERS = 200;

	private static final int MAX_BODY = 16 * 1024 * 1024;

	private final Socket socket;

	private final byte[] buffer = new byte[8 * 1024];

	private int position;

	private int limit;

	private boolean begun;

	private long deadline;

	ResponseReader(Socket socket) {
		this.socket = socket;
	}

	RawResponse read(RawRequest request, long deadline) throws IOException {
		this.deadline = deadline;
		this.begun = false;
		int status = readStatus();
		Map<String, List<String>> headers = readHeaders();
		if (status >= 100 && status < 200) {
			status = readStatus();
			headers = readHeaders();
		}
		Framing framing = framing(request, status, headers);
		return new RawResponse(status, headers, readBody(framing, headers), framing);
	}

	private int readStatus() throws IOException {
		String line = readLine();
		try {
			if (line.startsWith("HTTP/1.1 ")) {
				return Integer.parseInt(line.substring(9, 12));
			}
		}
		catch (NumberFormatException | StringIndexOutOfBoundsException ex) {
			throw new ExchangeException(FailureKind.MALFORMED, line, ex);
		}
		throw new ExchangeException(FailureKind.MALFORMED, line, null);
	}

	private Map<String, List<String>> readHeaders() throws IOException {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		for (int i = 0; i < MAX_HEADERS; i++) {
			String line = readLine();
			if (line.isEmpty()) {
				return headers;
			}
			int colon = line.indexOf(':');
			if (colon < 1) {
				throw new ExchangeException(FailureKind.MALFORMED, line, null);
			}
			headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), (name) -> new ArrayList<>(1))
				.add(line.substring(colon + 1).trim());
		}
		throw new ExchangeException(FailureKind.MALFORMED, "too many headers", null);
	}

	private static Framing framing(RawRequest request, int status, Map<String, List<String>> headers) {
		if (status == 204 || status == 304 || request.method().equals("HEAD")) {
			return Framing.NONE;
		}
		if (headers.containsKey("transfer-encoding")) {
			return Framing.CHUNKED;
		}
		return headers.containsKey("content-length") ? Framing.LENGTH : Framing.END_OF_CONNECTION;
	}

	private byte[] readBody(Framing framing, Map<String, List<String>> headers) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		switch (framing) {
			case NONE -> {
			}
			case LENGTH -> copy(parse(headers.getOrDefault("content-length", List.of("")).get(0), 10), body);
			case CHUNKED -> readChunks(body);
			case END_OF_CONNECTION -> readToEnd(body);
		}
		return body.toByteArray();
	}

	private void readChunks(ByteArrayOutputStream body) throws IOException {
		int size;
		do {
			size = parse(readLine().split(";", 2)[0].trim(), 16);
			if (body.size() + size > MAX_BODY) {
				throw new ExchangeException(FailureKind.MALFORMED, "body too large", null);
			}
			copy(size, body);
			if (!readLine().isEmpty()) {
				throw new ExchangeException(FailureKind.MALFORMED, "no end of chunk", null);
			}
		}
		while (size > 0);
	}

	private void readToEnd(ByteArrayOutputStream body) throws IOException {
		while (body.size() <= MAX_BODY && (this.position < this.limit || fill())) {
			body.write(this.buffer, this.position, this.limit - this.position);
			this.position = this.limit;
		}
	}

	private int parse(String number, int radix) throws ExchangeException {
		try {
			int value = Integer.parseInt(number, radix);
			if (value >= 0 && value <= MAX_BODY) {
				return value;
			}
		}
		catch (NumberFormatException ex) {
			throw new ExchangeException(FailureKind.MALFORMED, "length " + number, ex);
		}
		throw new ExchangeException(FailureKind.MALFORMED, "length " + number, null);
	}

	private void copy(int count, ByteArrayOutputStream target) throws IOException {
		int left = count;
		while (left > 0) {
			require();
			int part = Math.min(left, this.limit - this.position);
			target.write(this.buffer, this.position, part);
			this.position += part;
			left -= part;
		}
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder(64);
		while (line.length() < MAX_LINE) {
			require();
			char next = (char) (this.buffer[this.position++] & 0xFF);
			if (next == '\n') {
				int length = line.length();
				return (length > 0 && line.charAt(length - 1) == '\r') ? line.substring(0, length - 1)
						: line.toString();
			}
			line.append(next);
		}
		throw new ExchangeException(FailureKind.MALFORMED, "line too long", null);
	}

	private void require() throws IOException {
		if (this.position == this.limit && !fill()) {
			throw new ExchangeException(this.begun ? FailureKind.TRUNCATED : FailureKind.END_OF_FILE,
					"connection ended", null);
		}
	}

	private boolean fill() throws IOException {
		int left = (int) Math.max(0, (this.deadline - System.nanoTime()) / 1_000_000);
		if (left == 0) {
			throw new SocketTimeoutException("no complete response in time");
		}
		this.socket.setSoTimeout(left);
		int count = this.socket.getInputStream().read(this.buffer);
		this.position = 0;
		this.limit = Math.max(0, count);
		this.begun |= count > 0;
		return count > 0;
	}

	/**
	 * Return whether a part of the current response was read.
	 * @return whether there was something
	 */
	boolean hasBegun() {
		return this.begun;
	}

}
