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

package io.github.gracefulshutdown.sample.process;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.test.process.ExchangeException;
import io.github.gracefulshutdown.test.process.RawConnection;
import io.github.gracefulshutdown.test.process.RawRequest;
import org.jspecify.annotations.Nullable;

/**
 * Asks a process for its shutdown status on the application's own port. It keeps a
 * connection in reserve, for the time when the process accepts no new ones.
 */
public final class StatusProbe implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final Pattern STATE = Pattern.compile("\"state\":\"([A-Z_]+)\"");

	private static final Pattern ACTIVE = Pattern.compile("\"requests\":\\{\"active\":(\\d+)");

	private final int port;

	private @Nullable RawConnection reserve;

	public StatusProbe(int port) {
		this.port = port;
	}

	/**
	 * Ask for the status.
	 * @return state and active requests, or empty if there is no answer
	 */
	public Optional<Status> poll() {
		try (RawConnection connection = connect()) {
			String text = connection.exchange(RawRequest.get("/actuator/shutdown-status"), TIMEOUT).text();
			Matcher state = STATE.matcher(text);
			Matcher active = ACTIVE.matcher(text);
			return state.find()
					? Optional.of(new Status(state.group(1), active.find() ? Integer.parseInt(active.group(1)) : 0))
					: Optional.empty();
		}
		catch (ExchangeException ex) {
			return Optional.empty();
		}
	}

	private RawConnection connect() throws ExchangeException {
		try {
			RawConnection fresh = RawConnection.open(this.port, TIMEOUT);
			if (this.reserve == null) {
				this.reserve = RawConnection.open(this.port, TIMEOUT);
			}
			return fresh;
		}
		catch (ExchangeException ex) {
			RawConnection last = this.reserve;
			if (last == null) {
				throw ex;
			}
			this.reserve = null;
			return last;
		}
	}

	@Override
	public void close() {
		if (this.reserve != null) {
			this.reserve.close();
		}
	}

	/**
	 * What a process says about its shutdown.
	 *
	 * @param state the current state
	 * @param active the number of active requests
	 */
	public record Status(String state, int active) {
	}

}
