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

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/**
 * Artemis in this process.
 */
final class JmsBroker implements Broker {

	private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

	private final String url;

	private final CachingConnectionFactory connections;

	private final JmsTemplate template;

	JmsBroker() throws Exception {
		this.url = "tcp://127.0.0.1:" + Broker.freePort();
		this.broker.setConfiguration(new ConfigurationImpl().setPersistenceEnabled(false)
			.setSecurityEnabled(false)
			.addAcceptorConfiguration("tcp", this.url));
		this.broker.start();
		this.connections = new CachingConnectionFactory(new ActiveMQConnectionFactory(this.url));
		this.template = new JmsTemplate(this.connections);
	}

	@Override
	public List<String> arguments() {
		return List.of("--spring.profiles.active=jms", "--spring.artemis.mode=native",
				"--spring.artemis.broker-url=" + this.url, "--spring.jms.listener.min-concurrency=2",
				"--spring.jms.listener.max-concurrency=2");
	}

	@Override
	public void send(Message message) {
		this.template.convertAndSend(Message.DESTINATION, message.toString());
	}

	@Override
	public void close() {
		this.connections.destroy();
		try {
			this.broker.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
