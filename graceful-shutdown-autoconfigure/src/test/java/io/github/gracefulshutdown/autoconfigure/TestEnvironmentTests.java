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

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.fixture.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what applications notice of the shutdown in their own tests.
 */
@Timeout(60)
class TestEnvironmentTests {

	@Test
	void closesAtOnceWhenMockRequestWasNeverDispatched() throws Exception {
		ConfigurableApplicationContext context = context(Mock.class);
		MockMvc mvc = context.getBean(MockMvc.class);
		mvc.perform(MockMvcRequestBuilders.get("/never")).andExpect(MockMvcResultMatchers.request().asyncStarted());
		assertThat(context.getBean(ActiveRequests.class).active()).isZero();
		assertClosesAtOnce(context);
	}

	@Test
	void closesAtOnceWhenMockRequestHasFailedBesideServer() throws Exception {
		ConfigurableApplicationContext context = context(RandomPortAndMock.class);
		MockMvc mvc = context.getBean(MockMvc.class);
		mvc.perform(MockMvcRequestBuilders.get("/missing")).andExpect(MockMvcResultMatchers.status().isNotFound());
		mvc.perform(MockMvcRequestBuilders.get("/never")).andExpect(MockMvcResultMatchers.request().asyncStarted());
		assertThat(context.getBean(ActiveRequests.class).active()).isZero();
		assertServes(context);
		assertClosesAtOnce(context);
	}

	@Test
	void sliceIsTest() throws Exception {
		assertThat(HostProcess.isOfTest(context(Slice.class).getEnvironment())).isTrue();
		assertThat(HostProcess.isOfTest(new StandardEnvironment())).isFalse();
	}

	@Test
	void pausesStopsAndGoesOnWithoutShutdown() throws Exception {
		ConfigurableApplicationContext context = context(RandomPort.class);
		context.pause();
		assertThat(context.getBean(GracefulShutdown.class).isStarted()).isFalse();
		context.restart();
		assertServes(context);
		context.stop();
		assertThat(context.getBean(GracefulShutdown.class).isStarted()).isFalse();
		context.start();
		assertServes(context);
		assertClosesAtOnce(context);
	}

	private static void assertServes(ConfigurableApplicationContext context) throws Exception {
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		try (RawClient client = new RawClient(port)) {
			assertThat(client.get("/text").body()).isEqualTo("text");
			assertThat(client.get("/text").header("Connection")).isNull();
		}
		assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
			.isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(context.getBean(GracefulShutdown.class).state()).isEqualTo(ShutdownState.RUNNING);
	}

	private static void assertClosesAtOnce(ConfigurableApplicationContext context) {
		GracefulShutdown shutdown = context.getBean(GracefulShutdown.class);
		context.close();
		assertThat(shutdown.state()).isEqualTo(ShutdownState.TERMINATED);
		assertThat(shutdown.report().outcome()).isEqualTo(ShutdownOutcome.CLEAN);
		assertThat(shutdown.report().durationOf(ShutdownState.LAME_DUCK)).isZero();
	}

	private static ConfigurableApplicationContext context(Class<?> test) throws Exception {
		TestContextManager manager = new TestContextManager(test);
		return (ConfigurableApplicationContext) manager.getTestContext().getApplicationContext();
	}

	@SpringBootTest(classes = Application.class,
			properties = { "graceful-shutdown.timeout=1h", "graceful-shutdown.lame-duck.min-duration=10m" })
	@AutoConfigureMockMvc
	static class Mock {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "graceful-shutdown.timeout=1h", "graceful-shutdown.lame-duck.min-duration=10m" })
	static class RandomPort {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "graceful-shutdown.timeout=1h", "graceful-shutdown.lame-duck.min-duration=10m" })
	@AutoConfigureMockMvc
	static class RandomPortAndMock {

	}

	@WebMvcTest
	@ContextConfiguration(classes = Handlers.class)
	static class Slice {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Handlers.class)
	static class Application {

	}

	@RestController
	static class Handlers {

		@GetMapping("/never")
		DeferredResult<String> never() {
			return new DeferredResult<>();
		}

		@GetMapping("/text")
		String text() {
			return "text";
		}

	}

}
