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

package io.github.gracefulshutdown.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import io.github.gracefulshutdown.ShutdownSettings;
import io.github.gracefulshutdown.ShutdownSettings.LameDuck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link Budget} with configurations that nobody thought of, the same ones every time.
 */
class BudgetRandomTests {

	private static final int CONFIGURATIONS = 2_000;

	private static final List<String> KEYS = List.of("platform-grace-period", "timeout", "lame-duck.min-duration",
			"lame-duck.quiet-period", "lame-duck.max-duration", "drain.timeout", "drain.interrupt-window",
			"cleanup.reserve", "cleanup.task-timeout");

	private static final List<Duration> GRACE_PERIODS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(10),
			Duration.ofSeconds(30), Duration.ofSeconds(90));

	private final Random random = new Random(20261121);

	@Test
	void isRefusedWithItsKeyOrFits() {
		int refused = 0;
		for (int i = 0; i < CONFIGURATIONS; i++) {
			TestProperties properties = properties();
			Platform platform = new Platform("test", GRACE_PERIODS.get(this.random.nextInt(4)),
					this.random.nextBoolean());
			try {
				assertFits(properties.divide(platform), "%s on %s".formatted(properties, platform));
			}
			catch (ShutdownConfigurationException ex) {
				refused++;
				assertThat(ex).as(properties.toString()).hasMessageContaining("'graceful-shutdown.");
				assertThat(ex.getAction()).as(properties.toString()).contains("'graceful-shutdown.");
			}
		}
		assertThat(refused).isBetween(CONFIGURATIONS / 10, CONFIGURATIONS * 9 / 10);
	}

	private TestProperties properties() {
		TestProperties properties = TestProperties.of();
		KEYS.forEach((key) -> {
			if (this.random.nextInt(3) == 0) {
				int longest = (key.contains("timeout") || key.contains("grace")) ? 60_000 : 20_000;
				properties.set(key, (this.random.nextInt(longest) - 100) + "ms");
			}
		});
		return properties;
	}

	private static void assertFits(ShutdownSettings settings, String configuration) {
		LameDuck lameDuck = settings.lameDuck();
		assertThat(lameDuck.minDuration()).as(configuration).isBetween(Duration.ZERO, lameDuck.maxDuration());
		assertThat(lameDuck.quietPeriod()).as(configuration).isBetween(Duration.ZERO, lameDuck.maxDuration());
		assertThat(settings.cleanup().reserve()).as(configuration).isGreaterThanOrEqualTo(Duration.ZERO);
		assertThat(lameDuck.maxDuration().plus(settings.cleanup().reserve())).as(configuration)
			.isLessThanOrEqualTo(settings.timeout());
		assertThat(settings.timeout()).as(configuration).isPositive().isLessThan(settings.platformGracePeriod());
		assertThat(settings.drain().timeout()).as(configuration).isBetween(Duration.ZERO, settings.timeout());
		assertThat(settings.drain().interruptWindow()).as(configuration).isBetween(Duration.ZERO, settings.timeout());
		assertThat(settings.cleanup().taskTimeout()).as(configuration).isBetween(Duration.ZERO, settings.timeout());
		assertThat(settings.end().reserve()).as(configuration).isPositive().isLessThan(settings.timeout());
	}

}
