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
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.github.gracefulshutdown.sample.deadline.Obstacle;

/**
 * How a fault is made, and what may come of it: immutable, every method returns a new
 * one.
 *
 * @param exitCodes the exit codes that are due if there is no other fault
 * @param arguments of the application
 * @param before what happens before the signal
 * @param after what happens after the signal
 * @param names what the log has to say, each in some line
 * @param log whether the log can be relied on
 * @param slow whether it takes time, of which others then have less
 */
record Effect(Set<Integer> exitCodes, List<String> arguments, Step before, Step after, List<Predicate<String>> names,
		boolean log, boolean slow) {

	private static final int WORST = 2;

	private static final Step NOTHING = (target) -> {
	};

	static Effect exit(Integer... codes) {
		return new Effect(Set.of(codes), List.of(), NOTHING, NOTHING, List.of(), true, false);
	}

	/**
	 * The effect of an obstacle. A machine that is busy may leave too little time for
	 * what follows.
	 * @param obstacle the obstacle
	 * @return the effect
	 */
	static Effect of(Obstacle obstacle) {
		return new Effect(new TreeSet<>(List.of(obstacle.exitCode(), WORST)), obstacle.arguments(), NOTHING, NOTHING,
				List.of(obstacle::isNamedIn), true, true);
	}

	/**
	 * Add arguments of the application.
	 * @param more arguments, in which {@code {directory}} and {@code {silent}} stand for
	 * where the process runs and the port of a server that never answers
	 * @return a new effect
	 */
	Effect with(String... more) {
		return new Effect(this.exitCodes, List.of(more), this.before, this.after, this.names, this.log, this.slow);
	}

	Effect before(Step step) {
		return new Effect(this.exitCodes, this.arguments, step, this.after, this.names, this.log, this.slow);
	}

	Effect after(Step step) {
		return new Effect(this.exitCodes, this.arguments, this.before, Step.onceHeard(step), this.names, this.log,
				this.slow);
	}

	/**
	 * What a single line of the log has to say.
	 * @param parts what the line contains
	 * @return a new effect
	 */
	Effect names(String... parts) {
		Predicate<String> line = (text) -> Arrays.stream(parts).allMatch(text::contains);
		return new Effect(this.exitCodes, this.arguments, this.before, this.after, List.of(line), this.log, this.slow);
	}

	Effect losesLog() {
		return new Effect(this.exitCodes, this.arguments, this.before, this.after, this.names, false, this.slow);
	}

	/**
	 * Whether the log says what it has to.
	 * @param lines the log
	 * @return whether each name is in some line
	 */
	boolean isNamedIn(List<String> lines) {
		return this.names.stream().allMatch((name) -> lines.stream().anyMatch(name));
	}

	Effect takesTime() {
		return new Effect(this.exitCodes, this.arguments, this.before, this.after, this.names, this.log, true);
	}

	/**
	 * The exit codes that are due if something else goes wrong as well.
	 * @param other the effect of that
	 * @return the one that is due for the worse of both, and worse ones if there may be
	 * too little time for both
	 */
	Set<Integer> exitCodesWith(Effect other) {
		int best = Math.max(best(), other.best());
		Set<Integer> codes = new TreeSet<>(Set.of(best));
		if (this.slow || other.slow) {
			IntStream.rangeClosed(best, WORST).forEach(codes::add);
		}
		return codes;
	}

	private int best() {
		return this.exitCodes.stream().mapToInt(Integer::intValue).min().orElseThrow();
	}

}
