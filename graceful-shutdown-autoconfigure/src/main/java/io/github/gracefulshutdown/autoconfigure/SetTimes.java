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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * The times that the user set. They stand as they are, or are refused because they
 * contradict each other or themselves.
 */
final class SetTimes {

	private static final Duration LONGEST = Duration.ofDays(365);

	private final Map<Time, Duration> times = new LinkedHashMap<>();

	SetTimes(GracefulShutdownProperties properties) {
		put(Time.GRACE_PERIOD, properties.platformGracePeriod());
		put(Time.TIMEOUT, properties.timeout());
		put(Time.MIN, properties.lameDuck().minDuration());
		put(Time.QUIET, properties.lameDuck().quietPeriod());
		put(Time.MAX, properties.lameDuck().maxDuration());
		put(Time.DRAIN, properties.drain().timeout());
		put(Time.INTERRUPT_WINDOW, properties.drain().interruptWindow());
		put(Time.RESERVE, properties.cleanup().reserve());
		put(Time.TASK, properties.cleanup().taskTimeout());
	}

	private void put(Time time, @Nullable Duration value) {
		if (value != null) {
			this.times.put(time, value);
		}
	}

	@Nullable Duration get(Time time) {
		return this.times.get(time);
	}

	Duration get(Time time, Duration otherwise) {
		return this.times.getOrDefault(time, otherwise);
	}

	boolean contains(Time time) {
		return this.times.containsKey(time);
	}

	/**
	 * The longest lame duck that was asked for.
	 * @return the longest of minimum, quiet period and maximum
	 */
	Duration longestLameDuck() {
		Duration longer = Budget.longest(get(Time.MIN, Duration.ZERO), get(Time.QUIET, Duration.ZERO));
		return Budget.longest(longer, get(Time.MAX, Duration.ZERO));
	}

	/**
	 * Refuses what contradicts itself, whatever the whole is.
	 */
	void refuseContradictions() {
		this.times.forEach(this::refuseOutOfRange);
		refuseOver(Time.MIN, Time.MAX);
		refuseOver(Time.QUIET, Time.MAX);
		Duration timeout = get(Time.TIMEOUT);
		Duration gracePeriod = get(Time.GRACE_PERIOD);
		if (timeout != null && gracePeriod != null && timeout.compareTo(gracePeriod) >= 0) {
			throw refusal("The timeout is not inside the platform grace period, so the platform would kill first",
					"Lower '%s', or leave it out to use 90%% of '%s'.".formatted(Time.TIMEOUT, Time.GRACE_PERIOD),
					Time.TIMEOUT, Time.GRACE_PERIOD);
		}
	}

	/**
	 * Refuses what does not fit into the whole.
	 * @param timeout the whole
	 * @param origin where it comes from
	 */
	void refuseWhatDoesNotFit(Duration timeout, String origin) {
		for (Time part : List.of(Time.DRAIN, Time.TASK)) {
			refuseSumOver(timeout, origin, get(part, Duration.ZERO), "A part is longer than", part);
		}
		refuseSumOver(timeout, origin, longestLameDuck().plus(get(Time.RESERVE, Duration.ZERO)),
				"Lame duck and cleanup reserve do not fit into", Time.MIN, Time.QUIET, Time.MAX, Time.RESERVE);
		refuseSumOver(timeout, origin,
				longestLameDuck().plus(get(Time.INTERRUPT_WINDOW, Duration.ZERO))
					.plus(get(Time.RESERVE, Duration.ZERO)),
				"Lame duck, interrupt window and cleanup reserve do not fit into", Time.MIN, Time.QUIET, Time.MAX,
				Time.INTERRUPT_WINDOW, Time.RESERVE);
		if (contains(Time.DRAIN)) {
			Duration sum = get(Time.MIN, Duration.ZERO).plus(get(Time.DRAIN, Duration.ZERO))
				.plus(get(Time.RESERVE, Duration.ZERO));
			refuseSumOver(timeout, origin, sum, "Shortest lame duck, drain and cleanup reserve do not fit into",
					Time.MIN, Time.DRAIN, Time.RESERVE);
		}
	}

	private void refuseSumOver(Duration timeout, String origin, Duration sum, String what, Time... parts) {
		if (sum.compareTo(timeout) > 0) {
			Time[] keys = Arrays.copyOf(parts, parts.length + 2);
			keys[parts.length] = Time.TIMEOUT;
			keys[parts.length + 1] = Time.GRACE_PERIOD;
			throw refusal("%s the timeout of %s (%s)".formatted(what, text(timeout), origin),
					"Shorten %s, or raise '%s' (which follows '%s' if it is not set) if the platform allows it."
						.formatted((parts.length == 1) ? "'" + parts[0] + "'" : "them", Time.TIMEOUT,
								Time.GRACE_PERIOD),
					keys);
		}
	}

	private void refuseOutOfRange(Time time, Duration value) {
		if (value.compareTo(LONGEST) > 0) {
			throw refusal("A time is longer than a year",
					"Set '%s' to what the platform really allows, or leave it out to use its default.".formatted(time),
					time);
		}
		boolean whole = time == Time.TIMEOUT || time == Time.GRACE_PERIOD;
		if (value.isNegative() || (whole && value.isZero())) {
			throw refusal("A time is %s".formatted(value.isZero() ? "zero" : "negative"),
					"Set '%s' to a time of %s, or leave it out to use its default.".formatted(time,
							whole ? "more than zero" : "zero or more"),
					time);
		}
	}

	private void refuseOver(Time part, Time whole) {
		Duration partValue = get(part);
		Duration wholeValue = get(whole);
		if (partValue != null && wholeValue != null && partValue.compareTo(wholeValue) > 0) {
			throw refusal("A part is longer than the whole", "Lower '%s', or raise '%s'.".formatted(part, whole), part,
					whole);
		}
	}

	private ShutdownConfigurationException refusal(String what, String action, Time... times) {
		String values = Arrays.stream(times)
			.filter(this::contains)
			.map((time) -> "'%s' is %s".formatted(time, text(get(time, Duration.ZERO))))
			.collect(Collectors.joining(", "));
		return new ShutdownConfigurationException("%s: %s.".formatted(what, values), action);
	}

	/**
	 * Spells a time as in a configuration file.
	 * @param value the time
	 * @return the text
	 */
	static String text(Duration value) {
		return (value.toNanosPart() == 0) ? value.toSeconds() + "s" : value.toMillis() + "ms";
	}

	/**
	 * The keys of times.
	 */
	enum Time {

		GRACE_PERIOD("platform-grace-period"),

		TIMEOUT("timeout"),

		MIN("lame-duck.min-duration"),

		QUIET("lame-duck.quiet-period"),

		MAX("lame-duck.max-duration"),

		DRAIN("drain.timeout"),

		INTERRUPT_WINDOW("drain.interrupt-window"),

		RESERVE("cleanup.reserve"),

		TASK("cleanup.task-timeout");

		private final String key;

		Time(String key) {
			this.key = key;
		}

		/**
		 * The key without the prefix.
		 * @return the key
		 */
		String shortKey() {
			return this.key;
		}

		@Override
		public String toString() {
			return "graceful-shutdown." + this.key;
		}

	}

}
