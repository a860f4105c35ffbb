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

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Kafka in this process.
 */
final class KafkaBroker implements Broker {

	private static final int PARTITIONS = 2;

	private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, PARTITIONS, Message.DESTINATION);

	private final DefaultKafkaProducerFactory<String, String> producers;

	private final KafkaTemplate<String, String> template;

	KafkaBroker() {
		this.broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
		this.broker.afterPropertiesSet();
		this.producers = new DefaultKafkaProducerFactory<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, this.broker.getBrokersAsString()),
				new StringSerializer(), new StringSerializer());
		this.template = new KafkaTemplate<>(this.producers);
	}

	@Override
	public List<String> arguments() {
		return List.of("--spring.profiles.active=kafka",
				"--spring.kafka.bootstrap-servers=" + this.broker.getBrokersAsString(),
				"--spring.kafka.consumer.auto-offset-reset=earliest", "--spring.kafka.listener.concurrency=2");
	}

	@Override
	public void send(Message message) {
		try {
			this.template.send(Message.DESTINATION, message.id(), message.toString()).get(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException("Not sent: " + message, ex);
		}
	}

	@Override
	public void close() {
		this.producers.destroy();
		this.broker.destroy();
	}

}
