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

package io.github.gracefulshutdown;

import java.time.Duration;

/**
 * Settings with a budget of 30 seconds, 5 of them for the cleanup, that ask for nothing
 * else.
 */
final class TestSettings {

	static final Duration TIMEOUT = Duration.ofSeconds(30);

	static final Duration RESERVE = Duration.ofSeconds(5);

	static final ShutdownSettings.ExitCodes EXIT_CODES = new ShutdownSettings.ExitCodes(10, 11, 12);

	private static final ShutdownSettings.LameDuck NO_LAME_DUCK = new ShutdownSettings.LameDuck(Duration.ZERO,
			Duration.ZERO, Duration.ofSeconds(15), false);

	private static final ShutdownSettings.Drain FULL_DRAIN = new ShutdownSettings.Drain(TIMEOUT, Duration.ofSeconds(1));

	private TestSettings() {
	}

	static ShutdownSettings plain() {
		return settings(NO_LAME_DUCK, FULL_DRAIN);
	}

	static ShutdownSettings lameDuck(Duration min, Duration quiet, Duration max) {
		return settings(new ShutdownSettings.LameDuck(min, quiet, max, true), FULL_DRAIN);
	}

	static ShutdownSettings drain(Duration timeout, Duration window) {
		return settings(NO_LAME_DUCK, new ShutdownSettings.Drain(timeout, window));
	}

	static ShutdownSettings end(Duration reserve) {
		ShutdownSettings plain = plain();
		return new ShutdownSettings(plain.platformGracePeriod(), plain.timeout(), plain.lameDuck(), plain.drain(),
				plain.cleanup(), new ShutdownSettings.End(reserve, EXIT_CODES));
	}

	private static ShutdownSettings settings(ShutdownSettings.LameDuck lameDuck, ShutdownSettings.Drain drain) {
		return new ShutdownSettings(Duration.ofSeconds(33), TIMEOUT, lameDuck, drain,
				new ShutdownSettings.Cleanup(RESERVE, TIMEOUT), new ShutdownSettings.End(Duration.ZERO, EXIT_CODES));
	}

}
