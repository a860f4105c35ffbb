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

import java.util.List;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.CleanupTasks;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.ExistingBeans;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.GracefulShutdownLifecycle;
import io.github.gracefulshutdown.HandledSignals;
import io.github.gracefulshutdown.HostApplication;
import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.LifecycleBeans;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.LogMute;
import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ReportWriter;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownParticipant;
import io.github.gracefulshutdown.ShutdownSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the engine.
 *
 * @since 1.0.0
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "graceful-shutdown.enabled", matchIfMissing = true)
@EnableConfigurationProperties(GracefulShutdownProperties.class)
@Import({ ProcessConfiguration.class, WorkConfiguration.class })
public final class GracefulShutdownAutoConfiguration {

	/**
	 * The name of the bean that everything else depends on. To look for the name costs
	 * nothing, while to look for a type goes through all beans.
	 */
	public static final String ENGINE = "gracefulShutdownEngine";

	GracefulShutdownAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ShutdownSettings gracefulShutdownSettings(GracefulShutdownProperties properties, Environment environment,
			EventLog log) {
		Switches.check(environment);
		Budget budget = new Budget(properties, Platform.detect(environment));
		boolean showCallers = !environment.getProperty("graceful-shutdown.status.show-details", "never")
			.equalsIgnoreCase("never");
		ShutdownSettings settings = budget.divide(showCallers);
		log.write(LogEvent.info("shutdown-plan", "Shutdown plan: " + budget.plan()));
		return settings;
	}

	@Bean
	HostApplication gracefulShutdownHostApplication(CleanupTasks tasks, ObjectProvider<ReportWriter> writers,
			ObjectProvider<PreviousShutdown> previous, EventLog log, ObjectProvider<LogMute> mute, HostProcess process,
			ConfigurableApplicationContext context) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		return new HostApplication(() -> List.copyOf(ExistingBeans.ofType(beans, ShutdownParticipant.class).values()),
				tasks, new LifecycleBeans(beans), writers.orderedStream().toList(), previous.getIfAvailable(), context,
				log, mute.getIfAvailable(LogMute::none), process);
	}

	@Bean(ENGINE)
	GracefulShutdown gracefulShutdownEngine(ShutdownSettings settings, ActiveRequests requests, ActiveJobs jobs,
			HostApplication application) {
		return new GracefulShutdown(settings, requests, jobs, application, ShutdownClock.system());
	}

	@Bean
	GracefulShutdownLifecycle gracefulShutdownLifecycle(GracefulShutdown shutdown, ApplicationContext context) {
		return new GracefulShutdownLifecycle(shutdown, context);
	}

	// Nobody needs to inject them. What does not exist at the trigger is not asked, and
	// signals are only handled by what exists
	@Bean
	static LazyInitializationExcludeFilter gracefulShutdownLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(ShutdownParticipant.class, HandledSignals.class);
	}

}
