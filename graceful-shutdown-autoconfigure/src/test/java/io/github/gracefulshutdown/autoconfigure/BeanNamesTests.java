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

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.github.gracefulshutdown.ShutdownParticipant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that our beans leave the names that applications may want to them: a second
 * definition of a name stops the start.
 */
class BeanNamesTests {

	private static final String OURS = "io.github.gracefulshutdown.";

	@TempDir
	private Path directory;

	@Test
	void everyBeanHasThePrefix() {
		runner().run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(ours(context.getBeanFactory())).hasSizeGreaterThan(70)
				.contains("gracefulShutdownEngine", "gracefulShutdownExchangeValveCustomizer",
						"gracefulShutdownKafkaListeners", "gracefulShutdownWebSocketSessions",
						"gracefulShutdownRecycling", "gracefulShutdownWebhook", "gracefulShutdownReportDirectory",
						"gracefulShutdownLastScrape", "gracefulShutdownRunnerWatch",
						"gracefulShutdownSystemdReadyNotification", "gracefulShutdownStatusEndpoint",
						"gracefulShutdownTriggerExtension", "gracefulShutdownMetrics")
				.allMatch((name) -> name.startsWith("gracefulShutdown") || name.startsWith("graceful-shutdown")
						|| name.startsWith(OURS));
		});
	}

	@Test
	void applicationMayUseNamesOfItsOwn() {
		runner().withBean("gracefulShutdown", Object.class)
			.withBean("eventLog", Object.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void everyParticipantExistsWhenInitializationIsLazy() {
		runner()
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBeanNamesForType(ShutdownParticipant.class, false, false))
				.hasSizeGreaterThan(8)
				.allMatch(context.getBeanFactory()::containsSingleton));
	}

	// Without handling signals of this JVM
	private WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner().withUserConfiguration(Application.class)
			.withInitializer((context) -> context.addBeanFactoryPostProcessor(
					(beans) -> beans.getBeanDefinition("gracefulShutdownSignals").setLazyInit(true)))
			.withPropertyValues("NOTIFY_SOCKET=/absent", "graceful-shutdown.lame-duck.min-duration=0s",
					"graceful-shutdown.webhook.url=http://localhost:1/", "graceful-shutdown.recycle.max-requests=1000",
					"graceful-shutdown.report.directory=" + this.directory,
					"graceful-shutdown.startup.runner-timeout=1m", "graceful-shutdown.metrics.await-scrape=true",
					"management.server.port=9090", "management.endpoints.web.exposure.include=*",
					"management.endpoint.shutdown.access=UNRESTRICTED");
	}

	private static List<String> ours(ConfigurableListableBeanFactory beans) {
		return Arrays.stream(beans.getBeanDefinitionNames())
			.filter((name) -> isOurs(beans, beans.getBeanDefinition(name)) && !name.contains("beanNamesTests"))
			.toList();
	}

	private static boolean isOurs(ConfigurableListableBeanFactory beans, BeanDefinition definition) {
		String factory = definition.getFactoryBeanName();
		Class<?> type = (factory != null) ? beans.getType(factory) : null;
		String name = (type != null) ? type.getName() : definition.getBeanClassName();
		return name != null && name.startsWith(OURS);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
