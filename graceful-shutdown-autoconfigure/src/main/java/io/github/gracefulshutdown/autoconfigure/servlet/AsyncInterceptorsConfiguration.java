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

import io.github.gracefulshutdown.Farewells;
import io.github.gracefulshutdown.servlet.AsyncInterceptors;
import io.github.gracefulshutdown.servlet.EventStreams;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Has asynchronous requests of Spring MVC followed: their threads, and their event
 * streams.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(WebMvcConfigurer.class)
class AsyncInterceptorsConfiguration {

	@Bean
	@ConditionalOnProperty(name = "graceful-shutdown.drain.event-streams", havingValue = "complete",
			matchIfMissing = true)
	EventStreams gracefulShutdownEventStreams(Farewells farewells) {
		return new EventStreams(farewells);
	}

	@Bean
	WebMvcConfigurer gracefulShutdownWebMvcConfigurer(ObjectProvider<EventStreams> streams) {
		AsyncInterceptors interceptors = new AsyncInterceptors(streams.getIfAvailable());
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(interceptors).order(Ordered.HIGHEST_PRECEDENCE);
			}

		};
	}

}
