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

package io.github.gracefulshutdown.integration.sqs;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * ElasticMQ in this process, with a queue.
 */
final class SqsServer implements AutoCloseable {

	/**
	 * The name of the queue.
	 */
	static final String QUEUE = "orders";

	private static final String KEY = "test";

	private final SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();

	private final URI address = URI
		.create("http://127.0.0.1:" + this.server.waitUntilStarted().localAddress().getPort());

	private final SqsAsyncClient client = SqsAsyncClient.builder()
		.endpointOverride(this.address)
		.region(Region.EU_WEST_1)
		.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
		.build();

	private final String queue = await(this.client.createQueue((queue) -> queue.queueName(QUEUE))).queueUrl();

	/**
	 * What the application is told.
	 * @return properties
	 */
	String[] properties() {
		return new String[] { "spring.cloud.aws.endpoint=" + this.address,
				"spring.cloud.aws.region.static=" + Region.EU_WEST_1, "spring.cloud.aws.credentials.access-key=" + KEY,
				"spring.cloud.aws.credentials.secret-key=" + KEY };
	}

	void send(String text) {
		await(this.client.sendMessage((message) -> message.queueUrl(this.queue).messageBody(text)));
	}

	int waiting() {
		return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
	}

	int unacknowledged() {
		return count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
	}

	private int count(QueueAttributeName name) {
		Map<QueueAttributeName, String> attributes = await(
				this.client.getQueueAttributes((request) -> request.queueUrl(this.queue).attributeNames(name)))
			.attributes();
		return Integer.parseInt(attributes.get(name));
	}

	private static <T> T await(CompletableFuture<T> future) {
		return future.orTimeout(30, TimeUnit.SECONDS).join();
	}

	@Override
	public void close() {
		this.client.close();
		this.server.stopAndWait();
	}

}
