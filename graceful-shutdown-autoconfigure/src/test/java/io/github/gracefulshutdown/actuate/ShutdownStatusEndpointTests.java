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

package io.github.gracefulshutdown.actuate;

import java.security.Principal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.OldestWork;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.fixture.TestApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownStatusEndpoint}, {@link ShutdownStatusDescriptor} and
 * {@link ShutdownStatusPathMapper}, on the wire.
 */
class ShutdownStatusEndpointTests {

	@Test
	void answersWithoutTriggerAndDetailsWhileRunning() throws Exception {
		try (TestApplication application = TestApplication.start()) {
			assertThat(status(application)).isEqualTo("{'state':'RUNNING',"
					+ "'budget':{'platformGracePeriod':'PT1H6M40S','timeout':'PT1H','remaining':'PT1H'},"
					+ "'requests':{'active':0,'served':0,'rejected':0,'aborted':0},"
					+ "'jobs':{'active':0,'completed':0,'interrupted':0},'stages':[],'cleanup':[]}");
		}
	}

	@Test
	void answersTriggerStagesAndRequestsDuringShutdown() throws Exception {
		try (TestApplication application = TestApplication.start("graceful-shutdown.status.show-details=always")) {
			application.sendGated("/text", "sync");
			Thread thread = application.gates().awaitEntered("sync");
			application.sendGated("POST", "/deferred", "async", "Content-Length: 0");
			application.awaitContainerThreads(1);
			CompletableFuture<Void> quiesced = application.enterLameDuck();
			assertThat(status(application))
				.isEqualTo("{'state':'LAME_DUCK','trigger':{'type':'SIGTERM','at':<instant>},"
						+ "'budget':{'platformGracePeriod':'PT1H6M40S','timeout':'PT1H','remaining':<duration>},"
						+ "'requests':{'active':2,'served':0,'rejected':0,'aborted':0,'longest':["
						+ "{'method':'GET','path':'/text','age':<duration>,'thread':'" + thread.getName() + "'},"
						+ "{'method':'POST','path':'/deferred','age':<duration>}]},"
						+ "'jobs':{'active':0,'completed':0,'interrupted':0,'longest':[]},"
						+ "'stages':[{'name':'LAME_DUCK','startedAt':<instant>,'duration':<duration>}],'cleanup':[]}");
			application.gates().open("sync");
			application.gates().open("async");
			application.clock().skip();
			assertThat(application.awaitEnd(quiesced).requests().served()).isEqualTo(2);
		}
	}

	@Test
	void hidesDetailsByDefault() throws Exception {
		try (TestApplication application = TestApplication.start()) {
			application.sendGated("/text", "gate");
			assertThat(status(application)).contains("'active':1").doesNotContain("longest").doesNotContain("/text");
		}
	}

	@Test
	void showsDetailsToThoseWhoMaySeeThem() throws Exception {
		try (TestApplication application = TestApplication.start()) {
			application.sendGated("/text", "gate");
			SecurityContext someone = new Someone();
			assertThat(longest(application, Show.NEVER, someone)).isNull();
			assertThat(longest(application, Show.ALWAYS, SecurityContext.NONE)).hasSize(1);
			assertThat(longest(application, Show.WHEN_AUTHORIZED, SecurityContext.NONE)).isNull();
			assertThat(longest(application, Show.WHEN_AUTHORIZED, someone)).hasSize(1);
		}
	}

	@Test
	void showsLongestFirstAndNotMoreThanTen() throws Exception {
		try (TestApplication application = TestApplication.start()) {
			for (int i = 0; i < 11; i++) {
				application.sendGated((i == 0) ? "/deferred" : "/text", "gate-" + i);
			}
			List<ShutdownReport.Request> longest = longest(application, Show.ALWAYS, SecurityContext.NONE);
			assertThat(longest).hasSize(10).first().extracting(ShutdownReport.Request::path).isEqualTo("/deferred");
		}
	}

	@Test
	void answersAtPathOfUserWhenMapped() throws Exception {
		try (TestApplication application = TestApplication
			.start("management.endpoints.web.path-mapping.shutdownStatus=leaving")) {
			assertThat(application.connect().get("/actuator/leaving").status()).isEqualTo(200);
			assertThat(application.connect().get("/actuator/shutdown-status").status()).isEqualTo(404);
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void isNotWarnedAbout(CapturedOutput output) throws Exception {
		try (TestApplication application = TestApplication.start("logging.level.root=warn")) {
			assertThat(status(application)).isNotEmpty();
			assertThat(output).doesNotContainIgnoringCase("shutdownStatus").doesNotContain("shutdown-status");
		}
	}

	private static List<ShutdownReport.Request> longest(TestApplication application, Show show,
			SecurityContext context) {
		OldestWork work = new OldestWork(application.bean(ActiveRequests.class), application.bean(ActiveJobs.class));
		return new ShutdownStatusEndpoint(application.shutdown(), work, show).status(context).requests().longest();
	}

	// With quotes that do not need an escape, and without what differs each time.
	private static String status(TestApplication application) throws Exception {
		return application.connect()
			.get("/actuator/shutdown-status")
			.body()
			.replace('"', '\'')
			.replaceAll("'(startedAt|at)':'\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z'", "'$1':<instant>")
			.replaceAll("'(age|duration)':'PT[\\d.E-]+S'", "'$1':<duration>")
			.replaceAll("'remaining':'PT59M[\\d.]+S'", "'remaining':<duration>");
	}

	private static final class Someone implements SecurityContext {

		@Override
		public Principal getPrincipal() {
			return () -> "someone";
		}

		@Override
		public boolean isUserInRole(String role) {
			return false;
		}

	}

}
