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

package io.github.gracefulshutdown.sample.guarantees;

import java.util.concurrent.CountDownLatch;

import io.github.gracefulshutdown.ShutdownPhase;
import io.github.gracefulshutdown.ShutdownStartedEvent;
import io.github.gracefulshutdown.ShutdownTask;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * An application with everything in it that a shutdown can break, and with parts that
 * break a shutdown, each on demand.
 */
@EnableAsync
@EnableScheduling
@SpringBootApplication(proxyBeanMethods = false)
public class GuaranteesApplication {

	public static void main(String[] args) {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> say("A foreign hook began")));
		SpringApplication.run(GuaranteesApplication.class, args);
	}

	static void say(String text) {
		System.out.println(text);
	}

	@Bean
	@ShutdownPhase(value = 2, name = "last")
	ShutdownTask last() {
		return () -> say("The last task ran");
	}

	@Bean
	@ConditionalOnProperty(name = "broken", havingValue = "tasks")
	@ShutdownPhase(value = 1, name = "failing")
	ShutdownTask failing() {
		return () -> {
			throw new IllegalStateException("As it was told");
		};
	}

	@Bean
	@ConditionalOnProperty(name = "broken", havingValue = "tasks")
	@ShutdownPhase(value = 1, name = "hanging", timeout = "300ms")
	ShutdownTask hanging() {
		return GuaranteesApplication::hang;
	}

	@Bean
	@ConditionalOnProperty(name = "broken", havingValue = "listener")
	HangingListener hangingListener() {
		return new HangingListener();
	}

	@Bean
	@ConditionalOnProperty(name = "broken", havingValue = "runner")
	ApplicationRunner hangingRunner() {
		return (args) -> {
			say("The runner hangs");
			hang();
		};
	}

	/**
	 * Never returns, whether it is interrupted or not.
	 */
	static void hang() {
		CountDownLatch never = new CountDownLatch(1);
		while (true) {
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				say("Interrupted, to no avail");
			}
		}
	}

	/**
	 * A listener that never returns.
	 */
	static class HangingListener {

		@EventListener
		void shutdownStarted(ShutdownStartedEvent event) {
			hang();
		}

	}

}
