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

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.HostApplication;
import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.report.ServiceInstance;
import io.github.gracefulshutdown.webhook.Webhook;
import io.github.gracefulshutdown.webhook.WebhookTarget;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WebhookAutoConfiguration}.
 */
class WebhookAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(CleanupAutoConfiguration.class, GracefulShutdownAutoConfiguration.class, WebhookAutoConfiguration.class));

	private final ApplicationContextRunner set = this.runner
		.withPropertyValues("graceful-shutdown.webhook.url=http://localhost/hook");

	@Test
	void nobodyIsToldByDefault() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(Webhook.class));
	}

	@Test
	void nobodyIsToldWhenUrlIsEmpty() {
		this.runner.withPropertyValues("graceful-shutdown.webhook.url=${UNSET_VARIABLE:}")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Webhook.class));
	}

	@Test
	void isAmongTheWritersWhenUrlIsSet() {
		this.set.run((context) -> {
			Webhook webhook = context.getBean(Webhook.class);
			assertThat(context.getBean(HostApplication.class).writers()).contains(webhook);
			assertThat(webhook.patience()).isEqualTo(Duration.ofMillis(4500));
			assertThat(webhook).hasFieldOrPropertyWithValue("when", Webhook.When.INCOMPLETE);
		});
	}

	@Test
	void takesProperties() {
		this.set
			.withPropertyValues("graceful-shutdown.webhook.timeout=1s", "graceful-shutdown.webhook.when=always",
					"graceful-shutdown.webhook.headers.X-Key=value")
			.run((context) -> {
				assertThat(context.getBean(Webhook.class).patience()).isEqualTo(Duration.ofMillis(2500));
				assertThat(context.getBean(Webhook.class)).hasFieldOrPropertyWithValue("when", Webhook.When.ALWAYS);
				assertThat(context.getBean(WebhookProperties.class).headers()).containsEntry("X-Key", "value");
			});
	}

	@Test
	void webhookOfUserWins() {
		Webhook own = new Webhook(new WebhookTarget("http://localhost/", Map.of()), Duration.ofSeconds(1),
				Webhook.When.ALWAYS, new ServiceInstance("own", "1"), EventLog.plain());
		this.set.withBean("own", Webhook.class, () -> own)
			.run((context) -> assertThat(context).getBean(Webhook.class).isSameAs(own));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.set.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Webhook.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://user:hidden@localhost/", "localhost", "http:///path", "http://us er:hidden@host/",
			"https://user:hid/hidden@host/p?", "http://user:12/hidden@host/p", "user:hidden@host/p",
			"https:/user:hidden@host/p" })
	void refusesWhatIsNoUrl(String url) {
		this.runner.withPropertyValues("graceful-shutdown.webhook.url=" + url)
			.run((context) -> assertRefused(context.getStartupFailure(), "graceful-shutdown.webhook.url"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "-1s" })
	void refusesTimeoutThatIsNone(String timeout) {
		this.set.withPropertyValues("graceful-shutdown.webhook.timeout=" + timeout)
			.run((context) -> assertRefused(context.getStartupFailure(), "graceful-shutdown.webhook.timeout"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host=example.com", "X-Key=", "X-Key=a\u0001hidden" })
	void refusesHeaderThatCannotBeSent(String header) {
		this.set.withPropertyValues("graceful-shutdown.webhook.headers." + header)
			.run((context) -> assertRefused(context.getStartupFailure(), "graceful-shutdown.webhook.headers"));
	}

	private static void assertRefused(Throwable failure, String key) {
		Assertions.assertThat(failure)
			.rootCause()
			.isInstanceOfSatisfying(ShutdownConfigurationException.class, (ex) -> {
				assertThat(ex.getMessage()).contains(key).doesNotContain("hidden");
				assertThat(ex.getAction()).contains(key).doesNotContain("hidden");
			});
	}

}
