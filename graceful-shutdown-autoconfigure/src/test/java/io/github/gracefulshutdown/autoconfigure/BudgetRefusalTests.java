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

package io.github.gracefulshutdown.autoconfigure;

import java.time.Duration;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link Budget} refuses.
 */
class BudgetRefusalTests {

	private static final Platform KUBERNETES = new Platform("Kubernetes", Duration.ofSeconds(30), true);

	@ParameterizedTest
	@ValueSource(strings = { "lame-duck.min-duration", "lame-duck.quiet-period", "lame-duck.max-duration",
			"drain.timeout", "drain.interrupt-window", "cleanup.reserve", "cleanup.task-timeout" })
	void negativeTime(String key) {
		refuses("A time is negative: 'graceful-shutdown.%s' is -5s.".formatted(key),
				"Set 'graceful-shutdown.%s' to a time of zero or more, or leave it out to use its default."
					.formatted(key),
				key + "=-5s");
		assertThat(TestProperties.of(key + "=0s").divide(KUBERNETES)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "timeout", "platform-grace-period" })
	void noTime(String key) {
		String action = "Set 'graceful-shutdown.%s' to a time of more than zero, or leave it out to use its default."
			.formatted(key);
		refuses("A time is negative: 'graceful-shutdown.%s' is -5s.".formatted(key), action, key + "=-5s");
		refuses("A time is zero: 'graceful-shutdown.%s' is 0s.".formatted(key), action, key + "=0s");
	}

	@ParameterizedTest
	@ValueSource(strings = { "timeout", "platform-grace-period", "drain.timeout" })
	void timeThatNoClockCounts(String key) {
		refuses("A time is longer than a year: 'graceful-shutdown.%s' is 31536000001ms.".formatted(key),
				"Set 'graceful-shutdown.%s' to what the platform really allows".formatted(key), key + "=31536000001ms");
	}

	@Test
	void interruptWindowThatDoesNotFit() {
		refuses("Lame duck, interrupt window and cleanup reserve do not fit into the timeout of 20s (set): "
				+ "'graceful-shutdown.lame-duck.max-duration' is 10s, "
				+ "'graceful-shutdown.drain.interrupt-window' is 5001ms, 'graceful-shutdown.cleanup.reserve' is 5s, "
				+ "'graceful-shutdown.timeout' is 20s.", "Shorten them", "timeout=20s", "lame-duck.max-duration=10s",
				"drain.interrupt-window=5001ms", "cleanup.reserve=5s");
	}

	@ParameterizedTest
	@ValueSource(strings = { "min-duration", "quiet-period" })
	void partThatIsLongerThanMaximum(String part) {
		refuses("A part is longer than the whole: 'graceful-shutdown.lame-duck.%s' is 10001ms, ".formatted(part)
				+ "'graceful-shutdown.lame-duck.max-duration' is 10s.",
				"Lower 'graceful-shutdown.lame-duck.%s', or raise 'graceful-shutdown.lame-duck.max-duration'."
					.formatted(part),
				"lame-duck.%s=10001ms".formatted(part), "lame-duck.max-duration=10s");
		assertThat(
				TestProperties.of("lame-duck.%s=10s".formatted(part), "lame-duck.max-duration=10s").divide(KUBERNETES))
			.isNotNull();
	}

	@Test
	void timeoutThatIsNotInsideGracePeriod() {
		refuses("The timeout is not inside the platform grace period, so the platform would kill first: "
				+ "'graceful-shutdown.timeout' is 20s, 'graceful-shutdown.platform-grace-period' is 20s.",
				"Lower 'graceful-shutdown.timeout', or leave it out to use 90% of "
						+ "'graceful-shutdown.platform-grace-period'.",
				"platform-grace-period=20s", "timeout=20s");
		assertThat(TestProperties.of("platform-grace-period=20s", "timeout=19999ms").divide(KUBERNETES)).isNotNull();
	}

	@Test
	void lameDuckAndReserveThatDoNotFitIntoTimeout() {
		refuses("Lame duck and cleanup reserve do not fit into the timeout of 20s (set): "
				+ "'graceful-shutdown.lame-duck.max-duration' is 15s, 'graceful-shutdown.cleanup.reserve' is 5001ms,"
				+ " 'graceful-shutdown.timeout' is 20s.",
				"Shorten them, or raise 'graceful-shutdown.timeout' (which follows "
						+ "'graceful-shutdown.platform-grace-period' if it is not set) if the platform allows it.",
				"timeout=20s", "lame-duck.max-duration=15s", "cleanup.reserve=5001ms");
		assertThat(
				TestProperties.of("timeout=20s", "lame-duck.max-duration=15s", "cleanup.reserve=5s").divide(KUBERNETES))
			.isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "lame-duck.min-duration", "lame-duck.quiet-period", "lame-duck.max-duration",
			"cleanup.reserve" })
	void partThatDoesNotFitIntoDefaultTimeout(String key) {
		refuses(("Lame duck and cleanup reserve do not fit into the timeout of 27s (90%% of the 30s that the platform"
				+ " allows): 'graceful-shutdown.%s' is 28s.")
			.formatted(key), "raise 'graceful-shutdown.timeout'", key + "=28s");
	}

	@ParameterizedTest
	@ValueSource(strings = { "drain.timeout", "cleanup.task-timeout" })
	void singlePartThatDoesNotFit(String key) {
		refuses("A part is longer than the timeout of 20s (set): 'graceful-shutdown.%s' is 20001ms, ".formatted(key)
				+ "'graceful-shutdown.timeout' is 20s.", "Shorten 'graceful-shutdown.%s', or raise".formatted(key),
				"timeout=20s", key + "=20001ms");
		assertThat(TestProperties.of("timeout=20s", "lame-duck.min-duration=0s", key + "=20s").divide(KUBERNETES))
			.isNotNull();
	}

	@Test
	void lameDuckDrainAndReserveThatDoNotFitTogether() {
		refuses("Shortest lame duck, drain and cleanup reserve do not fit into the timeout of 20s (set): "
				+ "'graceful-shutdown.lame-duck.min-duration' is 5s, 'graceful-shutdown.drain.timeout' is 10001ms, "
				+ "'graceful-shutdown.cleanup.reserve' is 5s, 'graceful-shutdown.timeout' is 20s.", "Shorten them",
				"timeout=20s", "lame-duck.min-duration=5s", "drain.timeout=10001ms", "cleanup.reserve=5s");
		assertThat(
				TestProperties.of("timeout=20s", "lame-duck.min-duration=5s", "drain.timeout=10s", "cleanup.reserve=5s")
					.divide(KUBERNETES))
			.isNotNull();
	}

	private static void refuses(String message, String action, String... pairs) {
		TestProperties properties = TestProperties.of(pairs);
		assertThatExceptionOfType(ShutdownConfigurationException.class).isThrownBy(() -> properties.divide(KUBERNETES))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getAction()).contains(action));
	}

}
