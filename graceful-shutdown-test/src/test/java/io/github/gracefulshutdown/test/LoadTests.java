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

package io.github.gracefulshutdown.test;

import java.util.Random;

import io.github.gracefulshutdown.test.process.RawRequest;
import io.github.gracefulshutdown.test.process.Traffic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for what {@link Load} and {@link ServiceUnderTest} refuse.
 */
class LoadTests {

	@Test
	void refusesWhatCannotBeSent() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Load().traffic()).withMessageContaining("get(\"/\")");
		assertThatIllegalArgumentException().isThrownBy(() -> new Load().get("orders"))
			.withMessageContaining("'orders'");
		assertThatIllegalArgumentException().isThrownBy(() -> new Load().rate(0)).withMessageContaining("is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new Load().connections(0))
			.withMessageContaining("0 connections");
	}

	@Test
	void refusesHeaderThatIsNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Load().header("X Trace", "1"))
			.withMessageContaining("'X Trace: 1'");
		assertThatIllegalArgumentException().isThrownBy(() -> new Load().header("X-Trace", "1\r\nHost: other"))
			.withMessageContaining("one line");
	}

	@Test
	void sendsHeadersWithAllRequests() {
		Traffic traffic = new Load().get("/orders").header("Authorization", "Basic dTpw").traffic();
		RawRequest request = traffic.next("a", new Random(1)).request();
		assertThat(request.target()).isEqualTo("/orders");
		assertThat(request.headers()).containsExactly(entry("Authorization", "Basic dTpw"));
	}

	@Test
	void refusesArchiveThatIsNotThere() {
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceUnderTest.ofJar("target/none.jar"))
			.withMessageContaining("none.jar")
			.withMessageContaining("Build it first");
	}

}
