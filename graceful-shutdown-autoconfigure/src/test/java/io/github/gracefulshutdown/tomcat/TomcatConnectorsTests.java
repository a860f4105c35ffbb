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

package io.github.gracefulshutdown.tomcat;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.RawResponse;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TomcatConnectors}.
 */
class TomcatConnectorsTests {

	@Test
	void refusesNewConnectionsDuringDrainAndNotBefore() throws Exception {
		try (TestApplication application = TestApplication.start()) {
			application.sendGated("/text", "gate");
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			assertThat(application.connect().get("/text").status()).isEqualTo(200);
			application.clock().skip();
			application.awaitDrain();
			assertThatExceptionOfType(ConnectException.class).isThrownBy(application::connect);
			application.gates().open("gate");
			application.awaitEnd(quiesced);
		}
	}

	@Test
	void servesIdleConnectionsOnceMoreInLameDuckAndDrain() throws Exception {
		try (TestApplication application = TestApplication.start()) {
			List<RawClient> idle = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				idle.add(application.connect());
				idle.get(i).get("/text");
			}
			application.sendGated("/text", "gate");
			application.enterLameDuck();
			idle.subList(0, 10).forEach(TomcatConnectorsTests::assertServedAndClosed);
			application.clock().skip();
			application.awaitDrain();
			idle.subList(10, 20).forEach(TomcatConnectorsTests::assertServedAndClosed);
		}
	}

	@Test
	void keepsManagementPortOpenUntilDrainHasEnded() throws Exception {
		try (TestApplication application = TestApplication.start("management.server.port=0",
				"management.endpoint.health.probes.enabled=true")) {
			RawClient kept = application.connect("local.management.port");
			assertThat(kept.get("/actuator/shutdown-status").header("Connection")).isNull();
			application.sendGated("/text", "gate");
			CompletableFuture<Void> drain = application.enterDrain();
			assertThat(application.active()).isOne();
			for (RawClient client : List.of(kept, application.connect("local.management.port"))) {
				RawResponse response = client.get("/actuator/shutdown-status");
				assertThat(response.body()).contains("\"state\":\"DRAINING\"").contains("\"active\":1");
				assertThat(response.header("Connection")).isEqualTo("close");
				assertThat(response.framing()).isNotEqualTo(RawResponse.Framing.CLOSE);
				assertThat(response.complete()).isTrue();
				assertThat(client.isClosedByServer()).isTrue();
			}
			RawClient readiness = application.connect("local.management.port");
			assertThat(readiness.get("/actuator/health/readiness").status()).isEqualTo(503);
			RawClient liveness = application.connect("local.management.port");
			assertThat(liveness.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(application.active()).isOne();
			application.gates().open("gate");
			assertThat(application.awaitEnd(drain).requests().served()).isOne();
		}
	}

	private static void assertServedAndClosed(RawClient client) {
		try {
			RawResponse response = client.get("/text");
			assertThat(response.body()).isEqualTo("text");
			assertThat(response.header("Connection")).isEqualTo("close");
			assertThat(client.isClosedByServer()).isTrue();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
