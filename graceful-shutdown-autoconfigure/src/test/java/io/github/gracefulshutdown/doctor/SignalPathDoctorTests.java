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

package io.github.gracefulshutdown.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.HandledSignals;
import io.github.gracefulshutdown.LogEvent;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SignalPathDoctor}.
 */
class SignalPathDoctorTests {

	private final BlockingQueue<LogEvent> events = new LinkedBlockingQueue<>();

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final MockEnvironment environment = new MockEnvironment();

	SignalPathDoctorTests() {
		this.context.setEnvironment(this.environment);
	}

	@Test
	void looksOnDaemonThreadOfItsOwnWhenReady() throws Exception {
		BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
		ready(doctor(() -> {
			threads.add(Thread.currentThread());
			return Optional.empty();
		}), this.context);
		Thread thread = poll(threads);
		assertThat(thread.getName()).isEqualTo("graceful-shutdown-doctor");
		assertThat(thread.isDaemon()).isTrue();
		thread.join();
		assertThat(this.events).isEmpty();
	}

	@Test
	void looksAtNothingWhenOtherContextIsReady() throws Exception {
		SignalPathDoctor doctor = doctor(finding("own"));
		ready(doctor, new GenericApplicationContext());
		ready(doctor, this.context);
		assertThat(nextEvent()).isEqualTo("doctor-own");
		assertThat(this.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
	}

	@Test
	void goesOnWhenCheckFails() throws Exception {
		ready(doctor(() -> {
			throw new IllegalStateException();
		}, () -> {
			throw new NoClassDefFoundError();
		}, finding("last")), this.context);
		assertThat(nextEvent()).isEqualTo("doctor-last");
	}

	@Test
	void findsMissingHookWhenSignalsAreNotHandled() throws Exception {
		this.environment.setProperty("spring.main.register-shutdown-hook", "false");
		ready(doctor(() -> false), this.context);
		assertThat(nextEvent()).isEqualTo("doctor-no-shutdown-hook");
	}

	@Test
	void findsForeignHookWhenSignalsAreNotHandled() throws Exception {
		this.environment.setProperty("spring.datasource.url", "jdbc:h2:./orders");
		ready(doctor(() -> false), this.context);
		assertThat(nextEvent()).isEqualTo("doctor-foreign-hook");
	}

	@Test
	void findsOnlyImmediateShutdownWhenSignalsAreHandled() throws Exception {
		this.environment.setProperty("spring.main.register-shutdown-hook", "false");
		this.environment.setProperty("spring.datasource.url", "jdbc:h2:./orders");
		this.environment.setProperty("server.shutdown", "immediate");
		this.environment.setProperty("local.server.port", "8080");
		ready(doctor(() -> true), this.context);
		assertThat(nextEvent()).isEqualTo("doctor-immediate-shutdown");
		assertThat(this.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
	}

	private SignalPathDoctor doctor(HandledSignals signals) {
		return new SignalPathDoctor(this.context, this.events::add, signals);
	}

	private SignalPathDoctor doctor(SignalPathCheck... checks) {
		return new SignalPathDoctor(this.context, this.events::add, () -> List.of(checks));
	}

	private static SignalPathCheck finding(String check) {
		return () -> Optional.of(LogEvent.warn("doctor-" + check, "text"));
	}

	private static void ready(SignalPathDoctor doctor, ConfigurableApplicationContext context) {
		doctor.onApplicationEvent(
				new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));
	}

	private String nextEvent() throws InterruptedException {
		return poll(this.events).id();
	}

	private static <T> T poll(BlockingQueue<T> queue) throws InterruptedException {
		T element = queue.poll(Background.PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(element).isNotNull();
		return element;
	}

}
