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

package io.github.gracefulshutdown.autoconfigure.doctor;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.HandledSignals;
import io.github.gracefulshutdown.autoconfigure.ConditionalOutsideTests;
import io.github.gracefulshutdown.autoconfigure.GracefulShutdownAutoConfiguration;
import io.github.gracefulshutdown.doctor.SignalPathDoctor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the check of the way that a stop signal takes. Not in tests,
 * whose processes nobody stops with a signal.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = GracefulShutdownAutoConfiguration.class)
@ConditionalOnBean(name = GracefulShutdownAutoConfiguration.ENGINE)
@ConditionalOutsideTests
public final class DoctorAutoConfiguration {

	DoctorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	SignalPathDoctor gracefulShutdownSignalPathDoctor(ApplicationContext context, EventLog log,
			ObjectProvider<HandledSignals> signals) {
		return new SignalPathDoctor(context, log, () -> signals.stream().anyMatch(HandledSignals::areHandled));
	}

}
