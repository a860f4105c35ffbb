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

package io.github.gracefulshutdown.integration.messaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

import io.github.gracefulshutdown.sample.process.ClassArchive;
import io.github.gracefulshutdown.test.process.ServiceLauncher;

import org.springframework.amqp.rabbit.annotation.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * An application without web server that works on messages, and notes in a file which
 * ones it has begun and ended to work on.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ListenerApplication {

	public static void main(String[] args) {
		SpringApplication.run(ListenerApplication.class, args);
	}

	/**
	 * Start it in a process of its own.
	 * @param directory where the process runs
	 * @return a launcher
	 */
	static ServiceLauncher launcher(Path directory) {
		return ClassArchive.launcher(ListenerApplication.class, directory, "listeners",
				"--spring.profiles.active=kafka,rabbit,jms", "--ledger=none",
				"--spring.artemis.embedded.enabled=false");
	}

	@Bean
	Worker worker(@Value("${ledger}") Path ledger) {
		return new Worker(ledger);
	}

	@Bean
	@Profile("kafka")
	KafkaHandler kafkaHandler(Worker worker) {
		return new KafkaHandler(worker);
	}

	@Bean
	@Profile("rabbit")
	RabbitHandler rabbitHandler(Worker worker) {
		return new RabbitHandler(worker);
	}

	@Bean
	@Profile("jms")
	JmsHandler jmsHandler(Worker worker) {
		return new JmsHandler(worker);
	}

	/**
	 * Works for as long as the message says.
	 *
	 * @param ledger the file
	 */
	record Worker(Path ledger) {

		void work(String message) throws IOException {
			Message parsed = Message.parse(message);
			note("begin " + parsed.id());
			long end = System.nanoTime() + parsed.work().toNanos();
			for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			note("end " + parsed.id());
		}

		private void note(String line) throws IOException {
			Files.writeString(this.ledger, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}

	}

	/**
	 * Listens to Kafka.
	 *
	 * @param worker does the work
	 */
	record KafkaHandler(Worker worker) {

		@KafkaListener(id = Message.DESTINATION, topics = Message.DESTINATION)
		void handle(String message) throws IOException {
			this.worker.work(message);
		}

	}

	/**
	 * Listens to RabbitMQ.
	 *
	 * @param worker does the work
	 */
	record RabbitHandler(Worker worker) {

		@RabbitListener(id = Message.DESTINATION, queuesToDeclare = @Queue(Message.DESTINATION))
		void handle(String message) throws IOException {
			this.worker.work(message);
		}

	}

	/**
	 * Listens to a JMS broker.
	 *
	 * @param worker does the work
	 */
	record JmsHandler(Worker worker) {

		@JmsListener(id = Message.DESTINATION, destination = Message.DESTINATION)
		void handle(String message) throws IOException {
			this.worker.work(message);
		}

	}

}
