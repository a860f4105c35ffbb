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

package io.github.gracefulshutdown.sample;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.Job;
import io.github.gracefulshutdown.ShutdownSignal;
import io.github.gracefulshutdown.sample.FulfilmentQueue.FulfilmentJob;
import org.junit.jupiter.api.Test;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link FulfilmentWorker}.
 */
class FulfilmentWorkerTests {

	private static final FulfilmentJob ORDER = new FulfilmentJob(42, 0);

	private final FulfilmentQueue queue = mock(FulfilmentQueue.class);

	// One more than there are threads, so that one of them has come back
	private final CountDownLatch waits = new CountDownLatch(4);

	private final FulfilmentWorker worker = new FulfilmentWorker(this.queue, (name, id) -> mock(Job.class),
			new UntilWaits());

	@Test
	void goesOnWhenTheDatabaseDoesNotAnswer() throws Exception {
		given(this.queue.take()).willThrow(new CannotCreateTransactionException("no connection"),
				new DataAccessResourceFailureException("no connection"),
				new CannotCreateTransactionException("no connection"));
		this.worker.run(new DefaultApplicationArguments());
		assertThat(this.waits.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void handsBackWhatCannotBeCompleted() {
		given(this.queue.take()).willReturn(Optional.of(ORDER)).willReturn(Optional.empty());
		willThrow(new CannotCreateTransactionException("no connection")).given(this.queue).complete(any());
		this.worker.run(new DefaultApplicationArguments());
		verify(this.queue, timeout(10_000)).handBack(ORDER);
	}

	// Is requested once the threads have waited often enough
	private final class UntilWaits implements ShutdownSignal {

		@Override
		public boolean isRequested() {
			return FulfilmentWorkerTests.this.waits.getCount() == 0;
		}

		@Override
		public boolean await(Duration timeout) {
			FulfilmentWorkerTests.this.waits.countDown();
			return isRequested();
		}

		@Override
		public Duration remaining() {
			return Duration.ZERO;
		}

	}

}
