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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

import io.github.gracefulshutdown.Blockers.Blocker;
import io.github.gracefulshutdown.Blockers.Kind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Blockers}, with threads that do block.
 */
class BlockersTests {

	private final ShutdownClock clock = ShutdownClock.system();

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	private final FakeTasks tasks = new FakeTasks();

	private final ShutdownThreads threads = new ShutdownThreads(null);

	private final CleaningUp cleaningUp = new CleaningUp(this.tasks, Duration.ofMinutes(1), this.threads, this.clock,
			new ShutdownLog(EventLog.plain()));

	private final ClosingThread closing = new ClosingThread(this.threads, this.clock, (thread) -> {
	});

	private final FakeProcess process = new FakeProcess();

	private final Blockers blockers = new Blockers(this.requests, new ActiveJobs(this.requests), this.cleaningUp,
			this.closing, this.process);

	private final CountDownLatch released = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void findsNothingWhereNothingBlocks() {
		this.process.ends();
		this.blockers.exiting();
		assertThat(this.blockers.find()).isEmpty();
	}

	@Test
	void findsRequestWithStackOfItsThread() {
		this.requests.begin(new FakeRequest("/stuck", this.clock));
		assertThat(this.blockers.find()).singleElement().satisfies((blocker) -> {
			assertThat(blocker.kind()).isEqualTo(Kind.REQUEST);
			assertThat(blocker.what()).startsWith("request GET /stuck, active for 0.")
				.endsWith("on thread " + Thread.currentThread().getName());
			assertThat(blocker.stack()).anyMatch((frame) -> frame.getClassName().equals(getClass().getName()));
		});
	}

	@Test
	void findsRequestThatHasNoThread() {
		this.requests.begin(new FakeRequest("/async", this.clock).withoutThread());
		assertThat(this.blockers.find()).singleElement()
			.satisfies((blocker) -> assertThat(blocker.what()).endsWith("waiting for an asynchronous result"));
	}

	@Test
	void findsCleanupTask() {
		this.tasks.add(7, "endless", () -> Background.await(this.released));
		Background.run(() -> this.cleaningUp.run(new Deadline(this.clock, Duration.ofMinutes(1))));
		Awaitility.await().until(() -> !this.blockers.find().isEmpty());
		assertThat(this.blockers.find()).singleElement().satisfies((blocker) -> {
			assertThat(blocker.kind()).isEqualTo(Kind.TASK);
			assertThat(blocker.what()).startsWith("cleanup task 'endless' of phase 7, running for ");
			assertThat(blocker.stack()).anyMatch((frame) -> frame.getClassName().equals(getClass().getName()));
		});
	}

	@Test
	void findsClosingThreadAndHolderOfItsLock() {
		ReentrantLock lock = new ReentrantLock();
		CountDownLatch locked = new CountDownLatch(1);
		Background.run(() -> {
			lock.lock();
			locked.countDown();
			Background.await(this.released);
			lock.unlock();
		});
		Background.await(locked);
		Background.run(() -> {
			long later = this.clock.nanoTime() + Duration.ofMinutes(1).toNanos();
			this.closing.enter(later, later, () -> {
			}, later);
			lock.lock();
		});
		Awaitility.await().until(() -> this.blockers.find().size() == 2);
		List<Blocker> found = this.blockers.find();
		assertThat(found).extracting(Blocker::kind).containsOnly(Kind.BEAN);
		assertThat(found.get(0).what()).startsWith("the thread that closes the application, ");
		assertThat(found.get(1).what()).startsWith("thread ").contains("holds the", "NonfairSync");
		assertThat(found.get(1).stack()).anyMatch((frame) -> frame.getClassName().equals(getClass().getName()));
	}

	@Test
	void findsThreadsThatCameWithTheEndOfTheProcess() {
		this.process.ends();
		this.blockers.exiting();
		Thread hook = new Thread(() -> Background.await(this.released), "hook-of-test");
		hook.start();
		Awaitility.await().until(() -> !this.blockers.find().isEmpty());
		assertThat(this.blockers.find()).singleElement().satisfies((blocker) -> {
			assertThat(blocker.kind()).isEqualTo(Kind.HOOK);
			assertThat(blocker.what()).endsWith("hook-of-test");
		});
	}

	@Test
	void findsHolderOfTheLockThatHooksWaitFor() {
		this.process.ends();
		ReentrantLock lock = new ReentrantLock();
		lock.lock();
		this.blockers.exiting();
		Thread hook = new Thread(LockOwnerTests.lockFromSpring(lock), "hook-of-test");
		hook.start();
		Awaitility.await().until(lock::hasQueuedThreads);
		assertThat(this.blockers.find()).singleElement()
			.satisfies((blocker) -> assertThat(blocker.what()).contains(Thread.currentThread().getName(),
					"that hook-of-test waits for"));
		lock.unlock();
	}

	@Test
	void looksForHooksOnlyWhenTheProcessEnds() {
		this.blockers.exiting();
		new Thread(() -> Background.await(this.released), "hook-of-test").start();
		assertThat(this.blockers.find()).isEmpty();
	}

}
