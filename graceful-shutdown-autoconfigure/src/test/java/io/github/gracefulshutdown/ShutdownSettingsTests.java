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

package io.github.gracefulshutdown;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownSettings}.
 */
class ShutdownSettingsTests {

	@ParameterizedTest
	@CsvSource({ "PT5S,PT4.5S,PT0.125S", "PT30S,PT27S,PT0.75S", "PT60S,PT54S,PT1S" })
	void lastWordsLeaveTimeToHalt(Duration platformGracePeriod, Duration timeout, Duration lastWords) {
		ShutdownSettings plain = TestSettings.plain();
		ShutdownSettings settings = new ShutdownSettings(platformGracePeriod, timeout, plain.lameDuck(), plain.drain(),
				plain.cleanup(), plain.end());
		assertThat(settings.lastWords()).isEqualTo(lastWords);
	}

}
