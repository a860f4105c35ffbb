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

package io.github.gracefulshutdown.sample.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.gracefulshutdown.test.process.ServiceInstance;
import io.github.gracefulshutdown.test.process.ShutdownSummary;

/**
 * Draws a shutdown as a line of bars.
 */
final class Timeline {

	private static final List<String> STATES = List.of("LAME_DUCK", "DRAINING", "STOPPING", "CLEANING_UP");

	private static final String BLOCKS = "\u2591\u2592\u2593\u2588";

	private static final String ASCII = ".o+#";

	private static final int CELLS_PER_SECOND = 8;

	private static final int MAX_CELLS = 64;

	private final String symbols;

	Timeline(Charset charset) {
		this.symbols = charset.equals(StandardCharsets.UTF_8) ? BLOCKS : ASCII;
	}

	String legend() {
		StringBuilder legend = new StringBuilder();
		for (int i = 0; i < STATES.size(); i++) {
			legend.append("  ").append(this.symbols.charAt(i)).append(' ').append(STATES.get(i));
		}
		return legend.toString().trim();
	}

	String draw(ServiceInstance.Stop stop) {
		String end = String.format(Locale.ROOT, "%s  exit code %d after %.2f s", stop.instance(), stop.exitCode(),
				seconds(stop.took()));
		return stop.summary()
			.map((summary) -> end + "  " + summary.outcome() + "\n  " + draw(summary))
			.orElse(end + "  (no summary in its log)");
	}

	private String draw(ShutdownSummary summary) {
		double total = summary.stages().values().stream().mapToDouble(Timeline::seconds).sum();
		double scale = Math.min(CELLS_PER_SECOND, MAX_CELLS / Math.max(total, 0.001));
		StringBuilder bar = new StringBuilder("|");
		StringBuilder text = new StringBuilder("|");
		for (Map.Entry<String, Duration> stage : summary.stages().entrySet()) {
			double seconds = seconds(stage.getValue());
			int cells = (int) Math.max(1, Math.round(seconds * scale));
			String symbol = this.symbols.substring(STATES.indexOf(stage.getKey()), STATES.indexOf(stage.getKey()) + 1);
			bar.append(symbol.repeat(cells));
			text.append(String.format(Locale.ROOT, "  %s %.2f s", stage.getKey(), seconds));
		}
		return bar.append(text).toString();
	}

	private static double seconds(Duration duration) {
		return duration.toNanos() / 1e9;
	}

}
