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
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * Divides the time that the platform allows. What the user set stands, or is refused if
 * it contradicts itself; defaults give way.
 */
final class Budget {

	private static final String GRACE_PERIOD = "platform-grace-period";

	private static final String TIMEOUT = "timeout";

	private static final String MIN = "lame-duck.min-duration";

	private static final String QUIET = "lame-duck.quiet-period";

	private static final String MAX = "lame-duck.max-duration";

	private static final String RESERVE = "cleanup.reserve";

	private static final Duration LONGEST_DEFAULT_RESERVE = Duration.ofSeconds(5);

	private static final Duration BALANCED_MIN = Duration.ofSeconds(5);

	private static final Duration BALANCED_QUIET = Duration.ofSeconds(2);

	private final GracefulShutdownProperties properties;

	private final GracefulShutdownProperties.LameDuck lameDuck;

	private final Platform platform;

	Budget(GracefulShutdownProperties properties, Platform platform) {
		this.properties = properties;
		this.lameDuck = properties.lameDuck();
		this.platform = platform;
	}

	/**
	 * Divides it.
	 * @return the parts, which fit into each other
	 * @throws ShutdownConfigurationException if what the user set contradicts itself
	 */
	ShutdownSettings divide() {
		refuseNegative();
		refuseContradictions();
		Duration gracePeriod = gracePeriod();
		Duration timeout = timeout(gracePeriod);
		Duration reserve = reserve(timeout);
		Duration left = timeout.minus(reserve);
		Duration max = max(timeout, left);
		Duration drain = orElse(this.properties.drain().timeout(), timeout);
		Duration task = orElse(this.properties.cleanup().taskTimeout(), timeout);
		return new ShutdownSettings(gracePeriod, timeout,
				new ShutdownSettings.LameDuck(shortest(min(timeout, left), max), quiet(max), max),
				new ShutdownSettings.Drain(drain, this.properties.drain().interruptWindow()),
				new ShutdownSettings.Cleanup(reserve, task));
	}

	private Duration gracePeriod() {
		Duration timeout = this.properties.timeout();
		if (this.properties.platformGracePeriod() != null) {
			return this.properties.platformGracePeriod();
		}
		return (timeout != null) ? longest(this.platform.gracePeriod(), timeout.multipliedBy(10).dividedBy(9))
				: this.platform.gracePeriod();
	}

	private Duration timeout(Duration gracePeriod) {
		return orElse(this.properties.timeout(), gracePeriod.multipliedBy(9).dividedBy(10));
	}

	private Duration reserve(Duration timeout) {
		Duration longest = longestSetByUser();
		Duration reserve = this.properties.cleanup().reserve();
		if (longest.plus(orElse(reserve, Duration.ZERO)).compareTo(timeout) > 0) {
			throw contradiction(
					"Lame duck and cleanup reserve do not fit into the timeout of %s".formatted(text(timeout)),
					"Shorten them, or raise '%s' (which follows '%s' if it is not set).".formatted(key(TIMEOUT),
							key(GRACE_PERIOD)),
					MIN, QUIET, MAX, RESERVE, TIMEOUT, GRACE_PERIOD);
		}
		return orElse(reserve,
				shortest(shortest(timeout.dividedBy(5), LONGEST_DEFAULT_RESERVE), timeout.minus(longest)));
	}

	private Duration longestSetByUser() {
		return Stream.of(MIN, QUIET, MAX)
			.map(set()::get)
			.filter((value) -> value != null)
			.reduce(Duration.ZERO, Budget::longest);
	}

	private Duration min(Duration timeout, Duration left) {
		if (this.lameDuck.minDuration() != null) {
			return this.lameDuck.minDuration();
		}
		Duration min = this.platform.balanced() ? BALANCED_MIN : Duration.ZERO;
		return (min.compareTo(left) > 0) ? timeout.dividedBy(2) : min;
	}

	private Duration max(Duration timeout, Duration left) {
		Duration wanted = longest(longest(timeout.dividedBy(2), min(timeout, left)), longestSetByUser());
		return orElse(this.lameDuck.maxDuration(), shortest(wanted, left));
	}

	private Duration quiet(Duration max) {
		Duration quiet = this.platform.balanced() ? BALANCED_QUIET : Duration.ZERO;
		return orElse(this.lameDuck.quietPeriod(), shortest(quiet, max));
	}

	private void refuseNegative() {
		set().forEach((key, value) -> {
			boolean needsTime = key.equals(TIMEOUT) || key.equals(GRACE_PERIOD);
			if (value.isNegative() || (needsTime && value.isZero())) {
				throw contradiction("A time is %s".formatted(value.isZero() ? "zero" : "negative"),
						"Set '%s' to a time of %s, or leave it out to use its default.".formatted(key(key),
								needsTime ? "more than zero" : "zero or more"),
						key);
			}
		});
	}

	private void refuseContradictions() {
		refuseOver(MIN, MAX);
		refuseOver(QUIET, MAX);
		Map<String, Duration> set = set();
		Duration timeout = set.get(TIMEOUT);
		Duration gracePeriod = set.get(GRACE_PERIOD);
		if (timeout != null && gracePeriod != null && timeout.compareTo(gracePeriod) >= 0) {
			throw contradiction("The timeout is not inside the platform grace period, so the platform would kill first",
					"Lower '%s', or leave it out to use 90%% of '%s'.".formatted(key(TIMEOUT), key(GRACE_PERIOD)),
					TIMEOUT, GRACE_PERIOD);
		}
	}

	private void refuseOver(String part, String whole) {
		Duration partValue = set().get(part);
		Duration wholeValue = set().get(whole);
		if (partValue != null && wholeValue != null && partValue.compareTo(wholeValue) > 0) {
			throw contradiction("A part is longer than the whole",
					"Lower '%s', or raise '%s'.".formatted(key(part), key(whole)), part, whole);
		}
	}

	private ShutdownConfigurationException contradiction(String what, String action, String... keys) {
		String values = set().entrySet()
			.stream()
			.filter((entry) -> List.of(keys).contains(entry.getKey()))
			.map((entry) -> "'%s' is %s".formatted(key(entry.getKey()), text(entry.getValue())))
			.collect(Collectors.joining(", "));
		return new ShutdownConfigurationException("%s: %s.".formatted(what, values), action);
	}

	// The times that the user set, by key.
	private Map<String, Duration> set() {
		Map<String, @Nullable Duration> values = new LinkedHashMap<>();
		values.put(GRACE_PERIOD, this.properties.platformGracePeriod());
		values.put(TIMEOUT, this.properties.timeout());
		values.put(MIN, this.lameDuck.minDuration());
		values.put(QUIET, this.lameDuck.quietPeriod());
		values.put(MAX, this.lameDuck.maxDuration());
		values.put("drain.timeout", this.properties.drain().timeout());
		values.put("drain.interrupt-window", this.properties.drain().interruptWindow());
		values.put(RESERVE, this.properties.cleanup().reserve());
		values.put("cleanup.task-timeout", this.properties.cleanup().taskTimeout());
		Map<String, Duration> set = new LinkedHashMap<>();
		values.forEach((key, value) -> {
			if (value != null) {
				set.put(key, value);
			}
		});
		return set;
	}

	private static String key(String name) {
		return "graceful-shutdown." + name;
	}

	private static String text(Duration value) {
		boolean seconds = value.toNanosPart() == 0;
		return DurationStyle.SIMPLE.print(value, seconds ? ChronoUnit.SECONDS : ChronoUnit.MILLIS);
	}

	private static Duration orElse(@Nullable Duration value, Duration other) {
		return (value != null) ? value : other;
	}

	private static Duration longest(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	private static Duration shortest(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
