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

import java.util.Objects;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.report.ServiceInstance;
import io.github.gracefulshutdown.webhook.Webhook;
import io.github.gracefulshutdown.webhook.WebhookTarget;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration for the webhook.
 *
 * @since 1.0.0
 */
@AutoConfiguration(before = GracefulShutdownAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "graceful-shutdown.enabled", matchIfMissing = true)
@Conditional(WebhookAutoConfiguration.UrlIsSet.class)
@EnableConfigurationProperties(WebhookProperties.class)
public final class WebhookAutoConfiguration {

	WebhookAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	Webhook gracefulShutdownWebhook(WebhookProperties properties, Environment environment, EventLog log) {
		if (properties.timeout().isNegative() || properties.timeout().isZero()) {
			throw new ShutdownConfigurationException(
					"'graceful-shutdown.webhook.timeout' is '%s', in which nothing can be posted."
						.formatted(properties.timeout()),
					"Set 'graceful-shutdown.webhook.timeout' to more than zero, or remove 'graceful-shutdown.webhook.url'.");
		}
		WebhookTarget target = new WebhookTarget(Objects.requireNonNull(properties.url()), properties.headers());
		return new Webhook(target, properties.timeout(), properties.when(), ServiceInstance.of(environment), log);
	}

	/**
	 * Not where it is empty, as with a placeholder whose variable is not set.
	 */
	static final class UrlIsSet implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return StringUtils.hasText(context.getEnvironment().getProperty("graceful-shutdown.webhook.url"));
		}

	}

}
