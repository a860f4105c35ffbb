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
import java.util.EnumMap;
import java.util.Map;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownSettings;
import io.github.gracefulshutdown.autoconfigure.SetTimes.Time;

/**
 * Divides the time that the platform allows. What the user set stands, or is refused if
 * it contradicts itself; defaults give way.
 */
final class Budget {

	private static final Duration LONGEST_DEFAULT_RESERVE = Duration.ofSeconds(5);

	private static final Duration LONGEST_END = Duration.ofSeconds(1);

	private static final Duration LONGEST_DEFAULT_WINDOW = Duration.ofSeconds(1);

	private static final String WHAT_IS_LEFT = "what is left";

	private static final Duration BALANCED_MIN = Duration.ofSeconds(5);

	private static final Duration BALANCED_QUIET = Duration.ofSeconds(2);

	private final GracefulShutdownProperties properties;

	private final Platform platform;

	private final SetTimes set;

	private final Map<Time, String> plan = new EnumMap<>(Time.class);

	Budget(GracefulShutdownProperties properties, Platform platform) {
		this.properties = properties;
		this.platform = platform;
		this.set = new SetTimes(properties);
	}

	/**
	 * Divides it.
	 * @param showCallers whether the log may say where requests come from
	 * @return the parts, which fit into each other
	 * @throws ShutdownConfigurationException if what the user set contradicts itself
	 */
	ShutdownSettings divide(boolean showCallers) {
		this.set.refuseContradictions();
		Duration gracePeriod = gracePeriod();
		Duration timeout = choose(Time.TIMEOUT, gracePeriod.multipliedBy(9).dividedBy(10), "90% of it");
		this.set.refuseWhatDoesNotFit(timeout, this.set.contains(Time.TIMEOUT) ? "set"
				: "90% of the " + SetTimes.text(gracePeriod) + " that the platform allows");
		Duration end = shortest(timeout.dividedBy(10), LONGEST_END);
		Duration rest = minus(timeout, end.plus(this.set.longestLameDuck()));
		Duration window = this.set.get(Time.INTERRUPT_WINDOW,
				shortest(tenths(rest.dividedBy(6)), LONGEST_DEFAULT_WINDOW));
		Duration reserve = reserve(timeout, rest);
		Duration room = minus(timeout, end.plus(window).plus(reserve));
		ShutdownSettings.LameDuck lameDuck = lameDuck(timeout, reserve, room, showCallers);
		Duration drain = drain(timeout, minus(room, lameDuck.minDuration()));
		Duration task = choose(Time.TASK, timeout, WHAT_IS_LEFT);
		return new ShutdownSettings(gracePeriod, timeout, lameDuck, new ShutdownSettings.Drain(drain, window),
				new ShutdownSettings.Cleanup(reserve, task), new ShutdownSettings.End(end, exitCodes()));
	}

	/**
	 * How it was divided, and where each number comes from.
	 * @return a line to read
	 */
	String plan() {
		return String.join(", ", this.plan.values());
	}

	private Duration gracePeriod() {
		Duration timeout = this.set.get(Time.TIMEOUT);
		Duration allowed = this.platform.gracePeriod();
		Duration needed = (timeout != null) ? timeout.multipliedBy(10).dividedBy(9) : allowed;
		return (needed.compareTo(allowed) > 0) ? choose(Time.GRACE_PERIOD, needed, "assumed from the timeout")
				: choose(Time.GRACE_PERIOD, allowed, this.platform.name());
	}

	private Duration reserve(Duration timeout, Duration rest) {
		Duration fifth = shortest(timeout.dividedBy(5), LONGEST_DEFAULT_RESERVE);
		Duration third = tenths(rest.dividedBy(3));
		return choose(Time.RESERVE, shortest(fifth, third),
				(third.compareTo(fifth) < 0) ? "a third of what the lame duck leaves" : "20% of timeout, at most 5s");
	}

	// The room is that of lame duck and drain. Defaults leave a fifth of the whole to the
	// drain, and the longest lame duck leaves what the user wants for it.
	private ShutdownSettings.LameDuck lameDuck(Duration timeout, Duration reserve, Duration room, boolean showCallers) {
		Duration most = tenths(minus(room, shortest(timeout.dividedBy(5), room.dividedBy(3))));
		boolean balanced = this.platform.balanced();
		Duration min = this.set.get(Time.MIN, balanced ? shortest(BALANCED_MIN, most) : Duration.ZERO);
		Duration given = shortest(shortest(timeout.dividedBy(2), most),
				minus(room, this.set.get(Time.DRAIN, Duration.ZERO)));
		Duration wanted = longest(longest(given, min), this.set.longestLameDuck());
		Duration max = this.set.get(Time.MAX, shortest(wanted, timeout.minus(reserve)));
		return new ShutdownSettings.LameDuck(choose(Time.MIN, shortest(min, max), this.platform.name()),
				choose(Time.QUIET, shortest(balanced ? BALANCED_QUIET : Duration.ZERO, max), this.platform.name()),
				choose(Time.MAX, max,
						(wanted.compareTo(timeout.dividedBy(2)) < 0) ? "what the drain leaves" : "half of timeout"),
				showCallers);
	}

	// What the user set is the most that the drain gets. The default lame duck does not
	// give way to it: without one, requests fail at every shutdown.
	private Duration drain(Duration timeout, Duration left) {
		Duration drain = choose(Time.DRAIN, timeout, WHAT_IS_LEFT);
		if (this.set.contains(Time.DRAIN) && drain.compareTo(left) > 0) {
			this.plan.put(Time.DRAIN, "%s %s (set, of which lame duck and cleanup reserve leave at most %s)"
				.formatted(Time.DRAIN.shortKey(), SetTimes.text(drain), SetTimes.text(left)));
		}
		return drain;
	}

	private ShutdownSettings.ExitCodes exitCodes() {
		GracefulShutdownProperties.ExitCode codes = this.properties.exitCode();
		return new ShutdownSettings.ExitCodes(codes.clean(), codes.incomplete(), codes.forced());
	}

	// What the user set, or else the default. Notes it for the plan.
	private Duration choose(Time time, Duration otherwise, String origin) {
		Duration value = this.set.get(time, otherwise);
		boolean isSet = this.set.contains(time);
		String text = (isSet || !origin.equals(WHAT_IS_LEFT))
				? "%s (%s)".formatted(SetTimes.text(value), isSet ? "set" : origin) : origin;
		this.plan.put(time, time.shortKey() + " " + text);
		return value;
	}

	// Not less than nothing
	private static Duration minus(Duration whole, Duration part) {
		return longest(whole.minus(part), Duration.ZERO);
	}

	// Whole tenths of a second, as somebody reads it
	private static Duration tenths(Duration time) {
		return Duration.ofMillis(time.toMillis() / 100 * 100);
	}

	static Duration longest(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	private static Duration shortest(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
