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

package io.github.gracefulshutdown.webhook;

import java.util.Map;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link WebhookTarget} says of its URL.
 */
class WebhookTargetTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://example.com/hook/secret", "https://example.com",
			"https://example.com/hook?to=ops@example.com&key=secret",
			"https://example.com/hook?key=secret&to=ops@example.com", "https://example.com/hook#a@secret",
			"https://user:secret@example.com/hook?to=ops@example.com" })
	void saysNothingButSchemeAndHost(String url) {
		assertThat(new WebhookTarget(url, Map.of())).hasToString("https://example.com");
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com:80/secret", "user:secret@example.com:80/secret", "example.com:80?secret",
			"user:pass/secret@example.com:80" })
	void whatCannotBeParsedIsNamedByItsHost(String url) {
		assertThatExceptionOfType(ShutdownConfigurationException.class)
			.isThrownBy(() -> new WebhookTarget(url, Map.of()))
			.withMessage("'graceful-shutdown.webhook.url' is 'example.com:80', which is no URL that can be posted to.");
	}

	@Test
	void whatCannotBeParsedIsSecretWhereItIsUnclear() {
		assertThatExceptionOfType(ShutdownConfigurationException.class)
			.isThrownBy(() -> new WebhookTarget("https://exa mple.com/?to=ops@example.com&key=secret", Map.of()))
			.withMessage("'graceful-shutdown.webhook.url' is '***', which is no URL that can be posted to.");
	}

}
