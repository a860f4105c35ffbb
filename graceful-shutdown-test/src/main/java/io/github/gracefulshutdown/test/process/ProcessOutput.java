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

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything a process writes, in a file, and the first and the last 10,000 lines of it
 * in memory.
 *
 * @since 1.0.0
 */
public final class ProcessOutput {

	private static final int KEPT = 10_000;

	private final List<OutputLine> first = new ArrayList<>();

	private final Deque<OutputLine> last = new ArrayDeque<>();

	private final Path file;

	private boolean ended;

	ProcessOutput(Path file) {
		this.file = file;
	}

	void readFrom(InputStream stream) {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
				BufferedWriter writer = Files.newBufferedWriter(this.file, StandardOpenOption.CREATE,
						StandardOpenOption.APPEND)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				add(line);
				writer.write(line);
				writer.newLine();
				writer.flush();
			}
		}
		catch (IOException ex) {
			add("(output lost: " + ex + ")");
		}
		finally {
			end();
		}
	}

	private synchronized void add(String line) {
		if (this.first.size() < KEPT) {
			this.first.add(new OutputLine(System.nanoTime(), line));
		}
		else {
			this.last.add(new OutputLine(System.nanoTime(), line));
			if (this.last.size() > KEPT) {
				this.last.remove();
			}
		}
		notifyAll();
	}

	private synchronized void end() {
		this.ended = true;
		notifyAll();
	}

	/**
	 * Wait for a line.
	 * @param pattern what it contains
	 * @param timeout how long to wait
	 * @return the first match, or empty when the time or the output is over
	 * @throws InterruptedException if interrupted while waiting
	 */
	public Optional<MatchResult> await(Pattern pattern, Duration timeout) throws InterruptedException {
		return await(pattern, 1, timeout);
	}

	/**
	 * Wait for a line that comes several times.
	 * @param pattern what it contains
	 * @param occurrence which of them, from 1
	 * @param timeout how long to wait
	 * @return the match, or empty when the time or the output is over
	 * @throws InterruptedException if interrupted while waiting
	 */
	public synchronized Optional<MatchResult> await(Pattern pattern, int occurrence, Duration timeout)
			throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		List<MatchResult> matches = matches(pattern);
		while (matches.size() < occurrence && !this.ended) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				return Optional.empty();
			}
			wait(left);
			matches = matches(pattern);
		}
		return (matches.size() < occurrence) ? Optional.empty() : Optional.of(matches.get(occurrence - 1));
	}

	private List<MatchResult> matches(Pattern pattern) {
		List<MatchResult> matches = new ArrayList<>();
		for (OutputLine line : lines()) {
			Matcher matcher = pattern.matcher(line.text());
			if (matcher.find()) {
				matches.add(matcher.toMatchResult());
			}
		}
		return matches;
	}

	/**
	 * Wait until the process has closed its output.
	 * @param timeout how long to wait
	 * @return whether it has
	 * @throws InterruptedException if interrupted while waiting
	 */
	public synchronized boolean awaitEnd(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!this.ended) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				return false;
			}
			wait(left);
		}
		return true;
	}

	/**
	 * Return the lines that are kept.
	 * @return them in order, without those in the middle where there are more than 20,000
	 */
	public synchronized List<OutputLine> lines() {
		return Stream.concat(this.first.stream(), this.last.stream()).toList();
	}

	/**
	 * Return the lines that contain a text.
	 * @param part the text
	 * @return the lines in order
	 */
	public List<String> containing(String part) {
		return lines().stream().map(OutputLine::text).filter((line) -> line.contains(part)).toList();
	}

	public Path file() {
		return this.file;
	}

	@Override
	public String toString() {
		List<OutputLine> all = lines();
		return String.join("\n",
				all.subList(Math.max(0, all.size() - 60), all.size()).stream().map(OutputLine::text).toList());
	}

}
