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

package io.github.gracefulshutdown.doctor;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.HandledSignals;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Says, once the application is ready, what keeps the stop signal from arriving or from
 * being obeyed. Looks for it on a thread of its own, so that nothing starts later.
 *
 * @since 1.0.0
 */
public final class SignalPathDoctor implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(SignalPathDoctor.class);

	private final ApplicationContext context;

	private final EventLog log;

	private final Supplier<List<SignalPathCheck>> checks;

	/**
	 * Creates a doctor.
	 * @param context the application context
	 * @param log where the findings go
	 * @param signals whether signals are handled, asked when the application is ready
	 */
	public SignalPathDoctor(ApplicationContext context, EventLog log, HandledSignals signals) {
		this(context, log, () -> checks(context, signals));
	}

	SignalPathDoctor(ApplicationContext context, EventLog log, Supplier<List<SignalPathCheck>> checks) {
		this.context = context;
		this.log = log;
		this.checks = checks;
	}

	private static List<SignalPathCheck> checks(ApplicationContext context, HandledSignals signals) {
		Environment environment = context.getEnvironment();
		ReducedSignalsCheck reduced = new ReducedSignalsCheck(
				() -> ManagementFactory.getRuntimeMXBean().getInputArguments());
		ShutdownHooks hooks = () -> !reduced.isReduced() && !signals.areHandled();
		List<SignalPathCheck> checks = new ArrayList<>();
		checks.add(new ShellCheck(Ancestor::ofThisProcess));
		checks.add(reduced);
		checks.add(new MissingHookCheck(environment, hooks));
		checks.add(new ImmediateShutdownCheck(environment));
		ForeignHook.KNOWN.forEach((hook) -> checks.add(new ForeignHookCheck(hook, context, hooks)));
		return checks;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() == this.context) {
			Thread thread = new Thread(this::examine, "graceful-shutdown-doctor");
			thread.setDaemon(true);
			thread.start();
		}
	}

	private void examine() {
		this.checks.get().forEach(this::examine);
	}

	private void examine(SignalPathCheck check) {
		try {
			check.run().ifPresent(this.log::write);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("%s failed".formatted(check.getClass().getSimpleName()), ex);
		}
	}

}
