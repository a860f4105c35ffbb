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

package io.github.gracefulshutdown.sample.startup;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * An application whose start hangs, on demand, at one of several places.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class HangingApplication {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(HangingApplication.class);
		if (Arrays.asList(args).contains("--hangs=configuration")) {
			application.addListeners(new RemoteConfiguration());
		}
		application.run(args);
	}

	@Bean
	@ConditionalOnProperty(name = "hangs", havingValue = "bean")
	PriceList priceList() {
		return new PriceList();
	}

	@Bean
	@ConditionalOnProperty(name = "hangs", havingValue = "runner")
	ApplicationRunner warmUp() {
		return (args) -> waitForever();
	}

	@Bean
	ApplicationRunner harmless() {
		return (args) -> System.out.println("A runner ran");
	}

	private static void waitForever() throws InterruptedException {
		new CountDownLatch(1).await();
	}

	/**
	 * Waits for a server that does not answer.
	 */
	static class PriceList {

		PriceList() {
			try {
				waitForever();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	/**
	 * Waits before there is a context, or a log.
	 */
	static class RemoteConfiguration implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

		@Override
		public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
			new PriceList();
		}

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE + 10;
		}

	}

}
