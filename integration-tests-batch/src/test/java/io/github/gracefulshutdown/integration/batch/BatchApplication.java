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

package io.github.gracefulshutdown.integration.batch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * An application that imports numbers into a table, five in each chunk, and ends when it
 * has them all. Started again with the same parameters, it goes on where it was.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class BatchApplication {

	public static void main(String[] args) {
		System.exit(SpringApplication.exit(SpringApplication.run(BatchApplication.class, args)));
	}

	@Bean
	Job numbers(JobRepository repository, Step load) {
		return new JobBuilder("import", repository).start(load).build();
	}

	@Bean
	Step load(JobRepository repository, PlatformTransactionManager transactions, JdbcTemplate jdbc,
			@Value("${numbers}") int numbers, @Value("${work}") Duration work) {
		jdbc.execute("create table if not exists imported(number int primary key)");
		return new StepBuilder("load", repository).<Integer, Integer>chunk(5)
			.transactionManager(transactions)
			.reader(new Numbers(numbers))
			.writer((chunk) -> {
				for (int number : chunk) {
					if (new CountDownLatch(1).await(work.toMillis(), TimeUnit.MILLISECONDS)) {
						throw new IllegalStateException("Nobody counts");
					}
					jdbc.update("insert into imported values(?)", number);
				}
			})
			.build();
	}

	/**
	 * The numbers from 1.
	 */
	static class Numbers extends AbstractItemCountingItemStreamItemReader<Integer> {

		private final int last;

		Numbers(int last) {
			this.last = last;
			setName("numbers");
		}

		@Override
		protected @Nullable Integer doRead() {
			int number = getCurrentItemCount();
			return (number <= this.last) ? number : null;
		}

		@Override
		protected void doOpen() {
			// nothing to open
		}

		@Override
		protected void doClose() {
			// nothing to close
		}

	}

}
