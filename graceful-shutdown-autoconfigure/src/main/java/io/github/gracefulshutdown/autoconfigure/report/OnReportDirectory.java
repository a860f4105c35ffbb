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

package io.github.gracefulshutdown.autoconfigure.report;

import java.nio.file.Path;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches where reports are to be kept: the property says where, or systemd does with
 * {@code StateDirectory=}
 * (https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html).
 */
class OnReportDirectory extends SpringBootCondition {

	private static final String PROPERTY = "graceful-shutdown.report.directory";

	private static final String SYSTEMD = "STATE_DIRECTORY";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("report directory");
		Environment environment = context.getEnvironment();
		for (String name : new String[] { PROPERTY, SYSTEMD }) {
			if (environment.containsProperty(name)) {
				boolean set = StringUtils.hasText(environment.getProperty(name));
				return new ConditionOutcome(set, message.foundExactly(name));
			}
		}
		return ConditionOutcome.noMatch(message.didNotFind("property", "properties").items(PROPERTY, SYSTEMD));
	}

	// There may be several, separated by colons
	static Path ofSystemd(Environment environment) {
		return Path.of(environment.getRequiredProperty(SYSTEMD).split(":", 2)[0]);
	}

}
