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

import io.github.gracefulshutdown.ShutdownPhase;
import io.github.gracefulshutdown.ShutdownTask;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * An order service that leaves without failing a request.
 */
@EnableScheduling
@SpringBootApplication(proxyBeanMethods = false)
public class OrderServiceApplication {

	public static void main(String[] args) {
		SpringApplication.run(OrderServiceApplication.class, args);
	}

	@Bean
	@Profile("!postgresql") // which looks after itself
	@ShutdownPhase(value = 30, name = "checkpoint", timeout = "5s")
	ShutdownTask checkpoint(JdbcClient jdbc) {
		return () -> jdbc.sql("checkpoint sync").update();
	}

}
