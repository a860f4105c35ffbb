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

package io.github.gracefulshutdown;

import java.time.Duration;
import java.util.List;

import org.springframework.context.support.GenericApplicationContext;

/**
 * Goes through the shutdown of an empty application. The real one then finds its classes
 * loaded and linked: it takes no time for that, and does not depend on a jar that a
 * deployment may have replaced meanwhile.
 */
final class Rehearsal {

	private Rehearsal() {
	}

	/**
	 * Rehearses on a thread of its own.
	 * @param clock the clock
	 * @param log the log of the real shutdown
	 */
	static void start(ShutdownClock clock, ShutdownLog log) {
		new ShutdownThreads(Thread.currentThread().getContextClassLoader()).start(() -> {
			run(clock);
			log.prepare();
			ClosingClasses.load(Thread.currentThread().getContextClassLoader());
		});
	}

	/**
	 * Rehearses.
	 * @param clock the clock
	 * @return the shutdown that was gone through
	 */
	static GracefulShutdown run(ShutdownClock clock) {
		// So soon that it is over when a signal can be expected
		Duration timeout = Duration.ofMillis(200);
		ShutdownSettings settings = new ShutdownSettings(timeout.plusNanos(2), timeout,
				new ShutdownSettings.LameDuck(Duration.ofNanos(1), Duration.ZERO, Duration.ofNanos(1), false),
				new ShutdownSettings.Drain(timeout, Duration.ZERO),
				new ShutdownSettings.Cleanup(Duration.ZERO, timeout),
				new ShutdownSettings.End(Duration.ZERO, new ShutdownSettings.ExitCodes(0, 0, 0)));
		GenericApplicationContext context = new EmptyContext();
		HostApplication application = new HostApplication(() -> List.of(new Participant()), new Tasks(),
				new LifecycleBeans(context.getBeanFactory()), List.of((report, events) -> {
				}), null, context, (event) -> {
				}, LogMute.none(), new Process());
		ActiveRequests requests = new ActiveRequests(clock);
		GracefulShutdown shutdown = new GracefulShutdown(settings, requests, new ActiveJobs(requests), application,
				clock);
		context.registerBean(GracefulShutdownLifecycle.class, () -> new GracefulShutdownLifecycle(shutdown, context));
		context.refresh();
		shutdown.ready();
		shutdown.quiesce(ShutdownTrigger.Type.SIGTERM);
		shutdown.beforeClose(false);
		context.close();
		settings.end().exitCodes().of(shutdown.terminate().outcome());
		return shutdown;
	}

	/**
	 * A context whose beginning and end leave the caches alone that Spring shares between
	 * all contexts.
	 */
	private static final class EmptyContext extends GenericApplicationContext {

		@Override
		protected void resetCommonCaches() {
		}

	}

	/**
	 * Takes part in nothing.
	 */
	private static final class Participant implements ShutdownParticipant {

	}

	/**
	 * One task that does nothing.
	 */
	private static final class Tasks implements CleanupTasks {

		@Override
		public List<CleanupTask> current() {
			return List.of(new CleanupTask(0, "rehearsal", null, () -> {
			}));
		}

		@Override
		public List<Name> names() {
			return List.of();
		}

	}

	/**
	 * A process that goes on when it is halted, which is how the last act is rehearsed.
	 */
	private static final class Process implements HostProcess {

		@Override
		public boolean endsWith(ShutdownTrigger.Type trigger) {
			return true;
		}

		@Override
		public boolean isLogGone() {
			return false;
		}

		@Override
		public void exit(int code) {
		}

		@Override
		public void halt(int code) {
		}

	}

}
