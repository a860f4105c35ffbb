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

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.autoconfigure.ActuatorPaths;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownProperties;
import io.github.gracefulshutdown.netty.ActiveRequestDecorator;
import io.github.gracefulshutdown.netty.EventLoops;
import io.github.gracefulshutdown.netty.EventStreams;
import io.github.gracefulshutdown.netty.NettyConnections;
import io.github.gracefulshutdown.netty.WebSocketSessions;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Auto-configuration for reactive applications on Reactor Netty.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnClass({ HttpServer.class, NettyReactiveWebServerFactory.class, WebHttpHandlerBuilderCustomizer.class })
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
@Import(ActuatorPathsConfiguration.class)
public final class NettyShutdownAutoConfiguration {

	NettyShutdownAutoConfiguration() {
	}

	@Bean
	@ConditionalOnProperty(name = "graceful-shutdown.drain.event-streams", havingValue = "complete",
			matchIfMissing = true)
	EventStreams gracefulShutdownEventStreams(Farewells farewells) {
		return new EventStreams(farewells);
	}

	@Bean
	ActiveRequestDecorator gracefulShutdownActiveRequestDecorator(ActiveRequests requests, GracefulShutdown shutdown,
			GracefulShutdownProperties properties, ObjectProvider<EventStreams> streams,
			ObjectProvider<ActuatorPaths> actuatorPaths, ApplicationContext context) {
		GracefulShutdownProperties.Drain drain = properties.drain();
		return new ActiveRequestDecorator(requests, shutdown, drain.lateRequests(), streams.getIfAvailable(),
				() -> patterns(actuatorPaths.stream().flatMap(ActuatorPaths::stream), drain.ignoredPaths()), context);
	}

	private static Collection<PathPattern> patterns(Stream<String> prefixes, List<String> patterns) {
		return Stream.concat(prefixes.map((prefix) -> prefix + "/**"), patterns.stream())
			.map(PathPatternParser.defaultInstance::parse)
			.toList();
	}

	@Bean
	WebHttpHandlerBuilderCustomizer gracefulShutdownHttpHandlerCustomizer(ActiveRequestDecorator decorator) {
		return (builder) -> builder.httpHandlerDecorator(decorator::decorate);
	}

	@Bean
	NettyConnections gracefulShutdownNettyConnections(GracefulShutdown shutdown, ActiveRequests requests) {
		return new NettyConnections(shutdown::isStarted, requests::areCounted);
	}

	@Bean
	WebSocketSessions gracefulShutdownWebSocketSessions(NettyConnections connections, ActiveJobs jobs,
			Farewells farewells, GracefulShutdownProperties properties) {
		return new WebSocketSessions(connections, jobs, farewells, properties.drain().websockets());
	}

	@Bean
	@Conditional(NoQuietPeriod.class)
	EventLoops gracefulShutdownEventLoops(ListableBeanFactory beans) {
		return new EventLoops(beans);
	}

	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> gracefulShutdownNettyCustomizer(
			NettyConnections connections) {
		return (factory) -> factory.addServerCustomizers(connections::watch, connections::closing);
	}

	/**
	 * Whether nobody has set how long event loops wait until they stop.
	 */
	static final class NoQuietPeriod extends NoneNestedConditions {

		NoQuietPeriod() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		/**
		 * Somebody has.
		 */
		@ConditionalOnProperty("spring.reactor.netty.shutdown-quiet-period")
		static final class QuietPeriod {

		}

	}

}
