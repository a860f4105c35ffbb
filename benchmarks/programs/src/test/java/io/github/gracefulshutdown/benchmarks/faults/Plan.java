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

package io.github.gracefulshutdown.benchmarks.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What goes wrong in one process, and what traffic it has.
 *
 * @param seed what all plans of a run were drawn from
 * @param number which of them it is, from 1
 * @param faults one or two
 * @param shape the traffic
 */
public record Plan(int seed, int number, List<Fault> faults, Shape shape) {

	private static final Pattern LINE = Pattern
		.compile("seed (\\d+) plan (\\d+): ([A-Z_+]+) connections=(\\d+) pause=(\\d+)ms in-flight=([\\d,]+)ms"
				+ " lame-duck=(\\d+)ms");

	/**
	 * Read a plan.
	 * @param line what {@link #toString()} returned
	 * @return the plan
	 */
	public static Plan parse(String line) {
		Matcher matcher = LINE.matcher(line.trim());
		if (!matcher.matches()) {
			throw new IllegalArgumentException("No plan: " + line);
		}
		List<Fault> faults = Arrays.stream(matcher.group(3).split("\\+")).map(Fault::valueOf).toList();
		List<Integer> inFlight = Arrays.stream(matcher.group(6).split(",")).map(Integer::valueOf).toList();
		return new Plan(number(matcher, 1), number(matcher, 2), faults,
				new Shape(number(matcher, 4), number(matcher, 5), inFlight, number(matcher, 7)));
	}

	private static int number(Matcher matcher, int group) {
		return Integer.parseInt(matcher.group(group));
	}

	boolean hasLog() {
		return this.faults.stream().allMatch((fault) -> fault.effect().log());
	}

	boolean movesClock() {
		return this.faults.stream().anyMatch(Fault::movesClock);
	}

	Set<Integer> exitCodes() {
		Effect first = this.faults.get(0).effect();
		return (this.faults.size() == 1) ? first.exitCodes() : first.exitCodesWith(this.faults.get(1).effect());
	}

	@Override
	public String toString() {
		return "seed %d plan %d: %s connections=%d pause=%dms in-flight=%sms lame-duck=%dms".formatted(this.seed,
				this.number, this.faults.stream().map(Fault::name).collect(Collectors.joining("+")),
				this.shape.connections(), this.shape.pause(),
				this.shape.inFlight().stream().map(String::valueOf).collect(Collectors.joining(",")),
				this.shape.lameDuck());
	}

}
