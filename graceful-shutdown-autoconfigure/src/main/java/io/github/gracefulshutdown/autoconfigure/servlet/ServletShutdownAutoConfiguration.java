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

package io.github.gracefulshutdown.autoconfigure.servlet;

import java.util.List;
import java.util.function.Supplier;

import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.autoconfigure.ActuatorPaths;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownProperties;
import io.github.gracefulshutdown.servlet.ActiveRequestFilter;
import io.github.gracefulshutdown.servlet.IgnoredPaths;
import io.github.gracefulshutdown.servlet.ServingListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for servlet containers.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnClass({ Filter.class, ServletWebServerInitializedEvent.class, FilterRegistrationBean.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
@Import({ ActuatorPathsConfiguration.class, AsyncInterceptorsConfiguration.class, ExchangeValveConfiguration.class })
public final class ServletShutdownAutoConfiguration {

	ServletShutdownAutoConfiguration() {
	}

	@Bean
	ActiveRequestFilter gracefulShutdownActiveRequestFilter(ActiveRequests requests, GracefulShutdown shutdown,
			GracefulShutdownProperties properties, Environment environment) {
		boolean compression = environment.getProperty("server.compression.enabled", Boolean.class, false);
		return new ActiveRequestFilter(requests, shutdown, properties.drain().lateRequests(), compression);
	}

	@Bean
	FilterRegistrationBean<ActiveRequestFilter> gracefulShutdownActiveRequestFilterRegistration(
			ActiveRequestFilter filter) {
		FilterRegistrationBean<ActiveRequestFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
		return registration;
	}

	@Bean
	ServletContextInitializer gracefulShutdownActiveRequestListenerInitializer(ActiveRequestFilter filter) {
		return (servletContext) -> {
			// Tomcat has a valve for it
			if (!servletContext.getServerInfo().contains("Tomcat")) {
				servletContext.addListener(filter.listener());
			}
		};
	}

	@Bean
	ServingListener gracefulShutdownServingListener(ActiveRequestFilter filter, GracefulShutdownProperties properties,
			ObjectProvider<ActuatorPaths> actuatorPaths, ApplicationContext context) {
		Supplier<List<String>> prefixes = () -> actuatorPaths.stream().flatMap(ActuatorPaths::stream).toList();
		return new ServingListener(filter, () -> new IgnoredPaths(prefixes.get(), properties.drain().ignoredPaths()),
				context);
	}

}
