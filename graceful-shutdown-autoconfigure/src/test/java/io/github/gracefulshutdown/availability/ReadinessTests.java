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

package io.github.gracefulshutdown.availability;

import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.fixture.RawClient;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadinessRefusal} and {@link ReadinessListener}.
 */
class ReadinessTests {

	private static final String PROBES = "management.endpoint.health.probes.enabled=true";

	@Test
	void refusesReadinessAndKeepsLivenessInLameDuckAndDrain() throws Exception {
		try (TestApplication application = TestApplication.start(PROBES)) {
			RawClient ready = application.connect();
			RawClient live = application.connect();
			assertThat(ready.get("/actuator/health/readiness").status()).isEqualTo(200);
			assertThat(live.get("/actuator/health/liveness").status()).isEqualTo(200);
			application.sendGated("/text", "gate");
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			assertHealth(application.connect(), "readiness", 503);
			assertHealth(application.connect(), "liveness", 200);
			application.clock().skip();
			application.awaitDrain();
			assertHealth(ready, "readiness", 503);
			assertHealth(live, "liveness", 200);
			application.gates().open("gate");
			assertThat(application.awaitEnd(quiesced).requests().served()).isOne();
		}
	}

	@Test
	void staysRefusedWhenApplicationBecomesReadyAfterTrigger() throws Exception {
		try (TestApplication application = TestApplication.start(PROBES)) {
			application.enterLameDuck();
			AvailabilityChangeEvent.publish(application.context(), ReadinessState.ACCEPTING_TRAFFIC);
			ApplicationAvailability availability = application.bean(ApplicationAvailability.class);
			assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
			assertThat(availability.getLivenessState()).isEqualTo(LivenessState.CORRECT);
			assertHealth(application.connect(), "readiness", 503);
		}
	}

	@Test
	void staysRefusedWhateverAcceptsAfterTrigger() throws Exception {
		try (TestApplication application = TestApplication.start(PROBES)) {
			application.enterLameDuck();
			AvailabilityChangeEvent.publish(application.context(), "broker", ReadinessState.ACCEPTING_TRAFFIC);
			assertHealth(application.connect(), "readiness", 503);
		}
	}

	@Test
	void goesBackToAcceptingWhenThereIsNoShutdown() throws Exception {
		try (TestApplication application = TestApplication.start(PROBES)) {
			AvailabilityChangeEvent.publish(application.context(), ReadinessState.REFUSING_TRAFFIC);
			AvailabilityChangeEvent.publish(application.context(), ReadinessState.ACCEPTING_TRAFFIC);
			assertHealth(application.connect(), "readiness", 200);
			assertThat(application.shutdown().state()).isEqualTo(ShutdownState.RUNNING);
		}
	}

	private static void assertHealth(RawClient client, String group, int status) throws Exception {
		assertThat(client.get("/actuator/health/" + group).status()).as(group).isEqualTo(status);
	}

}
