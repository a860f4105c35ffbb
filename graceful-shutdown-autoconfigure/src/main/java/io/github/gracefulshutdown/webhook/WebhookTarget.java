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

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Where the webhook posts to. What may be secret of it, all but scheme, host and port, is
 * in no message.
 *
 * @since 1.0.0
 */
public final class WebhookTarget {

	private static final String URL = "graceful-shutdown.webhook.url";

	private static final String HEADERS = "graceful-shutdown.webhook.headers";

	// Up to the last @, as what cannot be parsed can have its user info anywhere
	private static final Pattern USER_INFO = Pattern.compile("^.*@", Pattern.DOTALL);

	private static final Pattern QUERY = Pattern.compile("[?#]");

	// Many services have the secret in the path
	private static final Pattern BEHIND_HOST = Pattern.compile("(?<=[^:/?#])[/?#].*", Pattern.DOTALL);

	private final URI uri;

	private final HttpRequest.Builder request;

	/**
	 * Creates a target.
	 * @param url an {@code http} or {@code https} URL. User info in it becomes a header
	 * for basic authentication
	 * @param headers further headers
	 * @throws ShutdownConfigurationException if nothing can be sent to it
	 */
	public WebhookTarget(String url, Map<String, String> headers) {
		URI given = parse(url);
		this.uri = withoutUserInfo(given, url);
		this.request = HttpRequest.newBuilder(this.uri).header("Content-Type", "application/json");
		String userInfo = given.getUserInfo();
		if (userInfo != null) {
			this.request.setHeader("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)));
		}
		headers.forEach(this::setHeader);
	}

	private static URI parse(String url) {
		try {
			URI uri = URI.create(url);
			// With an @ in its path it most likely has a password with a slash
			if (uri.getHost() != null && !uri.getRawPath().contains("@")
					&& ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			// its message holds the whole URL
		}
		throw invalid(url);
	}

	private static URI withoutUserInfo(URI uri, String url) {
		String userInfo = uri.getRawUserInfo();
		if (userInfo == null) {
			return uri;
		}
		int start = url.indexOf(userInfo + "@");
		return URI.create(url.substring(0, start) + url.substring(start + userInfo.length() + 1));
	}

	private static ShutdownConfigurationException invalid(String url) {
		return new ShutdownConfigurationException(
				"'%s' is '%s', which is no URL that can be posted to.".formatted(URL, withoutSecrets(url)),
				"Set '%s' to an http or https URL with a host, as 'https://hooks.example.com/shutdown'; special characters of a password, and an @ anywhere else, have to be percent-encoded."
					.formatted(URL));
	}

	private void setHeader(String name, @Nullable String value) {
		if (!StringUtils.hasText(name) || !StringUtils.hasText(value)) {
			throw invalidHeader(name, "is empty");
		}
		try {
			this.request.setHeader(name, value);
		}
		catch (IllegalArgumentException ex) {
			throw invalidHeader(name, "cannot be sent");
		}
	}

	// Without its value, which may be secret.
	private static ShutdownConfigurationException invalidHeader(String name, String why) {
		return new ShutdownConfigurationException("Header '%s' of '%s' %s.".formatted(name, HEADERS, why),
				"Set '%s.%s' to a value that an HTTP header can have, or remove it.".formatted(HEADERS, name));
	}

	// An @ behind a ? may belong to the query as well, and then all of it is secret
	private static String withoutSecrets(String url) {
		boolean unclear = QUERY.matcher(url.substring(0, url.lastIndexOf('@') + 1)).find();
		return unclear ? "***" : untilHost(USER_INFO.matcher(url).replaceFirst(""));
	}

	private static String untilHost(String url) {
		return BEHIND_HOST.matcher(url).replaceFirst("");
	}

	HttpRequest post(String body) {
		return this.request.copy().POST(BodyPublishers.ofString(body)).build();
	}

	/**
	 * What may be logged of it.
	 */
	@Override
	public String toString() {
		return untilHost(this.uri.toString());
	}

}
