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

package io.github.gracefulshutdown.autoconfigure.netty;

import io.github.gracefulshutdown.autoconfigure.ActuatorPaths;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.netty.ActiveRequestDecorator;
import io.github.gracefulshutdown.netty.EventLoops;
import io.github.gracefulshutdown.netty.EventStreams;
import io.github.gracefulshutdown.netty.NettyConnections;
import io.github.gracefulshutdown.netty.WebSocketSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NettyShutdownAutoConfiguration}.
 */
class NettyShutdownAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(CleanupAutoConfiguration.class,
			GracefulShutdownAutoConfiguration.class, NettyShutdownAutoConfiguration.class);

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	@Test
	@SuppressWarnings("unchecked")
	void countsRequestsAndKnowsConnections() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(ActiveRequestDecorator.class);
			assertThat(context).hasSingleBean(WebHttpHandlerBuilderCustomizer.class);
			assertThat(context).hasSingleBean(NettyConnections.class);
			assertThat(context).hasSingleBean(EventStreams.class);
			assertThat(context).hasSingleBean(WebSocketSessions.class);
			assertThat(context).hasSingleBean(ActuatorPaths.class);
			NettyReactiveWebServerFactory factory = new NettyReactiveWebServerFactory();
			context.getBean("gracefulShutdownNettyCustomizer", WebServerFactoryCustomizer.class).customize(factory);
			assertThat(factory.getServerCustomizers()).hasSize(2);
		});
	}

	@Test
	void leavesQuietPeriodToWhoeverHasSetIt() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(EventLoops.class));
		this.runner.withPropertyValues("spring.reactor.netty.shutdown-quiet-period=0s")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EventLoops.class));
	}

	@Test
	void waitsForEventStreamsIfWanted() {
		this.runner.withPropertyValues("graceful-shutdown.drain.event-streams=wait")
			.run((context) -> assertThat(context).hasSingleBean(ActiveRequestDecorator.class)
				.doesNotHaveBean(EventStreams.class));
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ActiveRequestDecorator.class));
	}

	@Test
	void backsOffWhenApplicationIsNotReactive() {
		new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ActiveRequestDecorator.class));
	}

	@ParameterizedTest
	@ValueSource(
			classes = { HttpServer.class, NettyReactiveWebServerFactory.class, WebHttpHandlerBuilderCustomizer.class })
	void backsOffWhenSomethingIsMissing(Class<?> missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("gracefulShutdownActiveRequestDecorator"));
	}

	@Test
	void doesWithoutActuatorPathsWhenThereIsNoActuator() {
		this.runner.withClassLoader(new FilteredClassLoader(PathMappedEndpoints.class))
			.run((context) -> assertThat(context).hasSingleBean(ActiveRequestDecorator.class)
				.doesNotHaveBean(ActuatorPaths.class));
	}

}
