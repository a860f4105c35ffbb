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

package io.github.gracefulshutdown.integration.quartz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * An application without web server that runs one job again and again, and notes in a
 * file which of its runs have begun and ended.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class QuartzApplication {

	public static void main(String[] args) {
		SpringApplication.run(QuartzApplication.class, args);
	}

	@Bean
	JobDetail export() {
		return JobBuilder.newJob(Export.class)
			.withIdentity("export", "reports")
			.storeDurably()
			.requestRecovery()
			.build();
	}

	@Bean
	Trigger exportTrigger(JobDetail export) {
		return TriggerBuilder.newTrigger()
			.withIdentity("export")
			.forJob(export)
			.withSchedule(SimpleScheduleBuilder.simpleSchedule()
				.withIntervalInMilliseconds(10)
				.repeatForever()
				.withMisfireHandlingInstructionNextWithRemainingCount())
			.build();
	}

	/**
	 * One run at a time.
	 */
	@DisallowConcurrentExecution
	public static class Export implements Job {

		private final Path ledger;

		private final Duration work;

		Export(@Value("${ledger}") Path ledger, @Value("${work}") Duration work) {
			this.ledger = ledger;
			this.work = work;
		}

		@Override
		public void execute(JobExecutionContext context) throws JobExecutionException {
			try {
				note(context.isRecovering() ? "again" : "begin", context);
				if (new CountDownLatch(1).await(this.work.toMillis(), TimeUnit.MILLISECONDS)) {
					throw new IllegalStateException("Nobody counts");
				}
				note("end", context);
			}
			catch (InterruptedException | IOException ex) {
				throw new JobExecutionException(ex);
			}
		}

		private void note(String what, JobExecutionContext context) throws IOException {
			Files.writeString(this.ledger, what + " " + context.getFireInstanceId() + "\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}

	}

}
