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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link BoundedLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class BoundedLogTests {

	private static final Duration PATIENCE = Duration.ofMillis(450);

	private static final Duration LITTLE_PATIENCE = Duration.ofMillis(50);

	private final ManualClock clock = new ManualClock();

	private final List<String> texts = new CopyOnWriteArrayList<>();

	private final CountDownLatch released = new CountDownLatch(1);

	@Test
	void writesInOrder(CapturedOutput output) {
		BoundedLog log = log((event) -> this.texts.add(event.text()));
		for (String text : List.of("one", "two", "three")) {
			log.write(LogEvent.info("id", text));
		}
		assertThat(this.texts).containsExactly("one", "two", "three");
		assertThat(output.getErr()).isEmpty();
	}

	@Test
	void whatFailsGoesToStandardError(CapturedOutput output) {
		BoundedLog log = log((event) -> {
			this.texts.add(event.text());
			throw new NoClassDefFoundError("gone");
		});
		log.write(LogEvent.info("id", "one"));
		log.write(LogEvent.warn("id", "two"));
		assertThat(this.texts).containsExactly("one", "two");
		assertThat(output.getErr()).containsSubsequence("INFO one", "WARN two");
	}

	@Test
	void logThatHangsIsNotAskedAgain(CapturedOutput output) {
		BoundedLog log = log((event) -> {
			this.texts.add(event.text());
			Background.await(this.released);
		});
		CompletableFuture<Void> write = Background.run(() -> log.write(LogEvent.info("id", "one")));
		this.clock.awaitWaiterFor(PATIENCE);
		await().until(() -> !this.texts.isEmpty());
		this.clock.advance(PATIENCE);
		this.clock.awaitWaiterFor(LITTLE_PATIENCE);
		this.clock.advance(LITTLE_PATIENCE.minusNanos(1));
		this.clock.awaitWaiterFor(Duration.ofNanos(1));
		assertThat(output.getErr()).isEmpty();
		this.clock.advance(Duration.ofNanos(1));
		Background.join(write);
		log.write(LogEvent.info("id", "two"));
		assertThat(this.texts).containsExactly("one");
		assertThat(output.getErr()).containsSubsequence("INFO one", "INFO two");
		this.released.countDown();
		await().until(() -> {
			log.write(LogEvent.info("id", "three"));
			return this.texts.contains("three");
		});
	}

	@Test
	void standardErrorThatHangsAsWellIsNotAskedAgain() {
		List<String> prints = new CopyOnWriteArrayList<>();
		PrintStream err = System.err;
		System.setErr(new PrintStream(new ByteArrayOutputStream()) {

			@Override
			public void println(String line) {
				prints.add(line);
				Background.await(BoundedLogTests.this.released);
			}

		});
		try {
			BoundedLog log = log((event) -> {
				this.texts.add(event.text());
				Background.await(this.released);
			});
			writeLate(log, "one", PATIENCE, LITTLE_PATIENCE, LITTLE_PATIENCE);
			await().until(() -> prints.contains("INFO one"));
			// Or it would wait, on a clock that stands still
			log.write(LogEvent.info("id", "two"));
			assertThat(this.texts).containsExactly("one");
			assertThat(prints).doesNotContain("INFO two");
		}
		finally {
			this.released.countDown();
			System.setErr(err);
		}
	}

	@Test
	void logThatStoodStillWithTheProcessIsNotLate(CapturedOutput output) {
		BoundedLog log = log((event) -> {
			Background.await(this.released);
			this.texts.add(event.text());
		});
		CompletableFuture<Void> write = Background.run(() -> log.write(LogEvent.info("id", "one")));
		this.clock.awaitWaiterFor(PATIENCE);
		this.clock.advance(Duration.ofSeconds(10));
		this.clock.awaitWaiterFor(LITTLE_PATIENCE);
		this.released.countDown();
		Background.join(write);
		assertThat(this.texts).containsExactly("one");
		assertThat(output.getErr()).isEmpty();
	}

	@Test
	void logThatWasLateIsGivenLessTime(CapturedOutput output) {
		CountDownLatch second = new CountDownLatch(1);
		BoundedLog log = log((event) -> {
			this.texts.add(event.text());
			switch (event.text()) {
				case "one" -> Background.await(this.released);
				case "two" -> Background.await(second);
				default -> {
				}
			}
		});
		writeLate(log, "one", PATIENCE, LITTLE_PATIENCE);
		this.released.countDown();
		await().until(() -> {
			log.write(LogEvent.info("id", "between"));
			return this.texts.contains("between");
		});
		writeLate(log, "two", LITTLE_PATIENCE);
		assertThat(this.texts).containsExactly("one", "between", "two");
		assertThat(output.getErr()).containsSubsequence("INFO one", "INFO two");
		second.countDown();
	}

	@Test
	void whatHasNoThreadIsPrintedByCaller(CapturedOutput output) {
		AtomicBoolean none = new AtomicBoolean(true);
		BoundedLog log = new BoundedLog((event) -> this.texts.add(event.text()), (call) -> {
			if (none.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			call.run();
		}, this.clock);
		log.write(LogEvent.info("id", "one"));
		assertThat(output.getErr()).contains("INFO one");
		none.set(false);
		log.write(LogEvent.info("id", "two"));
		assertThat(this.texts).containsExactly("two");
	}

	private void writeLate(BoundedLog log, String text, Duration... patience) {
		CompletableFuture<Void> write = Background.run(() -> log.write(LogEvent.info("id", text)));
		await().until(() -> this.texts.contains(text));
		for (Duration wait : patience) {
			this.clock.awaitWaiterFor(wait);
			this.clock.advance(wait);
		}
		Background.join(write);
	}

	private BoundedLog log(EventLog log) {
		return new BoundedLog(log, new ShutdownThreads(null).reused(), this.clock);
	}

}
