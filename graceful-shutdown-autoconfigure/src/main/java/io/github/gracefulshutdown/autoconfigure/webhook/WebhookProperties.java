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

package io.github.gracefulshutdown.autoconfigure.webhook;

import java.time.Duration;
import java.util.Map;

import io.github.gracefulshutdown.webhook.Webhook;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the webhook.
 *
 * @param url URL that is told of shutdowns. User info in it is sent as basic
 * authentication
 * @param timeout time that an attempt may take. There are two at most
 * @param when shutdowns after which it is told
 * @param headers further headers, as for authentication
 * @since 1.0.0
 */
@ConfigurationProperties("graceful-shutdown.webhook")
public record WebhookProperties(@Nullable String url, @DefaultValue("2s") Duration timeout,
		@DefaultValue("incomplete") Webhook.When when, @DefaultValue Map<String, String> headers) {

}
