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

package io.github.gracefulshutdown.servlet;

import java.util.Collection;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Paths of requests that are not counted: those of the actuator, which have to answer
 * while nothing else is waited for, and those that the user names.
 *
 * @since 1.0.0
 */
public final class IgnoredPaths {

	// An array, as it is gone through for each request that begins as all of them do
	private final String[] prefixes;

	private final String beginning;

	private final List<PathPattern> patterns;

	/**
	 * Creates the paths, all relative to the context path.
	 * @param prefixes paths that are ignored with everything below them
	 * @param patterns path patterns
	 */
	public IgnoredPaths(Collection<String> prefixes, Collection<String> patterns) {
		this.prefixes = prefixes.toArray(String[]::new);
		this.beginning = prefixes.stream().reduce(IgnoredPaths::beginning).orElse("");
		this.patterns = patterns.stream().map(PathPatternParser.defaultInstance::parse).toList();
	}

	boolean contain(HttpServletRequest request) {
		String uri = request.getRequestURI();
		int start = request.getContextPath().length();
		if (uri.startsWith(this.beginning, start)) {
			for (String prefix : this.prefixes) {
				if (isBelow(prefix, uri, start)) {
					return true;
				}
			}
		}
		return !this.patterns.isEmpty() && matchesPattern(uri.substring(start));
	}

	private static String beginning(String one, String other) {
		int end = 0;
		while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
			end++;
		}
		return one.substring(0, end);
	}

	private static boolean isBelow(String prefix, String uri, int start) {
		int end = start + prefix.length();
		return uri.startsWith(prefix, start) && (uri.length() == end || uri.charAt(end) == '/');
	}

	private boolean matchesPattern(String path) {
		PathContainer parsed = PathContainer.parsePath(path);
		return this.patterns.stream().anyMatch((pattern) -> pattern.matches(parsed));
	}

}
