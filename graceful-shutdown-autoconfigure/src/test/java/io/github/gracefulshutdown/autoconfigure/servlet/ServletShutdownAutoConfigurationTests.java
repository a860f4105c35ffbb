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

import java.util.EnumSet;
import java.util.EventListener;
import java.util.List;
import java.util.stream.Stream;

import io.github.gracefulshutdown.autoconfigure.ActuatorPaths;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.autoconfigure.cleanup.CleanupAutoConfiguration;
import io.github.gracefulshutdown.servlet.ActiveRequestFilter;
import io.github.gracefulshutdown.servlet.EventStreams;
import io.github.gracefulshutdown.servlet.ExchangeValve;
import io.github.gracefulshutdown.servlet.ServingListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequestListener;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link ServletShutdownAutoConfiguration}.
 */
class ServletShutdownAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(CleanupAutoConfiguration.class,
			GracefulShutdownAutoConfiguration.class, ServletShutdownAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS);

	@Test
	void registersFilterFirstForRequestAsyncAndError() {
		this.runner.run((context) -> {
			FilterRegistrationBean<?> registration = context.getBean(FilterRegistrationBean.class);
			assertThat(registration.getFilter()).isSameAs(context.getBean(ActiveRequestFilter.class));
			assertThat(registration.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(registration.isAsyncSupported()).isTrue();
			assertThat(registration.determineDispatcherTypes())
				.isEqualTo(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
			assertThat(context).hasSingleBean(ServingListener.class);
			assertThat(context).hasSingleBean(ActuatorPaths.class);
			assertThat(context).hasSingleBean(WebMvcConfigurer.class);
			assertThat(context).hasSingleBean(EventStreams.class);
		});
	}

	@Test
	@SuppressWarnings("unchecked")
	void addsValveToTomcat() {
		this.runner.run((context) -> {
			TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
			context.getBean("gracefulShutdownExchangeValveCustomizer", WebServerFactoryCustomizer.class)
				.customize(factory);
			assertThat(factory.getEngineValves()).singleElement().isInstanceOf(ExchangeValve.class);
		});
	}

	@Test
	void doesWithoutValveWhereThereIsNoTomcat() {
		this.runner.withClassLoader(new FilteredClassLoader(Tomcat.class))
			.run((context) -> assertThat(context).hasSingleBean(ActiveRequestFilter.class)
				.doesNotHaveBean("gracefulShutdownExchangeValveCustomizer"));
	}

	@Test
	void listensWhereThereIsNoValve() {
		this.runner.run((context) -> {
			ServletContextInitializer initializer = context.getBean("gracefulShutdownActiveRequestListenerInitializer",
					ServletContextInitializer.class);
			ServletContext tomcat = server("Apache Tomcat/11.0.22");
			initializer.onStartup(tomcat);
			then(tomcat).should(never()).addListener(any(EventListener.class));
			ServletContext jetty = server("jetty/12.1.0");
			initializer.onStartup(jetty);
			then(jetty).should().addListener(any(ServletRequestListener.class));
		});
	}

	private static ServletContext server(String info) {
		ServletContext context = mock();
		given(context.getServerInfo()).willReturn(info);
		return context;
	}

	@Test
	void waitsForEventStreamsIfWanted() {
		this.runner.withPropertyValues("graceful-shutdown.drain.event-streams=wait")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EventStreams.class));
	}

	@Test
	void backsOffWhenDisabled() {
		this.runner.withPropertyValues("graceful-shutdown.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ActiveRequestFilter.class)
				.doesNotHaveBean(FilterRegistrationBean.class));
	}

	@Test
	void backsOffWhenApplicationIsNoWebApplication() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ActiveRequestFilter.class));
	}

	@Test
	void backsOffWhenThereIsNoServletApi() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withClassLoader(new FilteredClassLoader(Filter.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("gracefulShutdownActiveRequestFilter"));
	}

	@Test
	void backsOffWhenThereIsNoWebServer() {
		this.runner.withClassLoader(new FilteredClassLoader(ServletWebServerInitializedEvent.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ActiveRequestFilter.class));
	}

	@Test
	void doesWithoutActuatorPathsWhenThereIsNoActuator() {
		this.runner.withClassLoader(new FilteredClassLoader(PathMappedEndpoints.class))
			.run((context) -> assertThat(context).hasSingleBean(ActiveRequestFilter.class)
				.doesNotHaveBean(ActuatorPaths.class));
	}

	@ParameterizedTest
	@CsvSource({ ",/manage/health", "/,/manage/health", "/*,/manage/health", "api,/api/manage/health",
			"/api/*,/api/manage/health" })
	void actuatorOfJerseyIsBelowItsPath(String application, String path) {
		PathMappedEndpoints endpoints = mock();
		given(endpoints.getAllPaths()).willReturn(List.of("/manage/health"));
		given(endpoints.stream()).willAnswer((call) -> Stream.empty());
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.webmvc"))
			.withPropertyValues("spring.jersey.application-path=" + ((application != null) ? application : ""))
			.withBean(PathMappedEndpoints.class, () -> endpoints)
			.run((context) -> assertThat(context.getBean(ActuatorPaths.class).stream()).containsExactly(path));
	}

	@Test
	void doesWithoutInterceptorsWhenThereIsNoWebMvc() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
			.run((context) -> assertThat(context).hasSingleBean(ActiveRequestFilter.class)
				.doesNotHaveBean("gracefulShutdownWebMvcConfigurer"));
	}

	@Test
	void failsWhenLateRequestsIsUnknown() {
		this.runner.withPropertyValues("graceful-shutdown.drain.late-requests=maybe")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("LateRequests.maybe"));
	}

}
