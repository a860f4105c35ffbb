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
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.gracefulshutdown.EventStreamPolicy;
import io.github.gracefulshutdown.LateRequests;
import io.github.gracefulshutdown.WebSocketPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the graceful shutdown.
 *
 * @param enabled whether the graceful shutdown is enabled. Without it Spring Boot stops
 * the application by itself, and methods with @ShutdownPhase do not run
 * @param platformGracePeriod time that the platform allows between the signal and its
 * SIGKILL. Detected by default: 30s, on Cloud Foundry 10s, on Nomad and Azure App Service
 * 5s, under systemd 90s
 * @param timeout whole budget, from the trigger to the end of the process. 90% of the
 * platform grace period by default
 * @param lameDuck the lame duck
 * @param drain the drain
 * @param cleanup the cleanup
 * @param signals the signals
 * @param exitCode the exit codes
 * @param report the report
 * @param metrics the metrics
 * @param startup the protection of the start-up
 * @param recycle the recycling of the process
 * @param logging the log during the shutdown
 * @since 1.0.0
 */
@ConfigurationProperties("graceful-shutdown")
public record GracefulShutdownProperties(@DefaultValue("true") boolean enabled, @Nullable Duration platformGracePeriod,
		@Nullable Duration timeout, LameDuck lameDuck, Drain drain, Cleanup cleanup, Signals signals, ExitCode exitCode,
		Report report, Metrics metrics, Startup startup, Recycle recycle, Logging logging) {

	// With @DefaultValue on the groups the binder would read the annotations in each of
	// them and convert their texts at every start, although few are ever set
	public GracefulShutdownProperties {
		lameDuck = Objects.requireNonNullElse(lameDuck, LameDuck.DEFAULT);
		drain = Objects.requireNonNullElse(drain, Drain.DEFAULT);
		cleanup = Objects.requireNonNullElse(cleanup, Cleanup.DEFAULT);
		signals = Objects.requireNonNullElse(signals, Signals.DEFAULT);
		exitCode = Objects.requireNonNullElse(exitCode, ExitCode.DEFAULT);
		report = Objects.requireNonNullElse(report, Report.DEFAULT);
		metrics = Objects.requireNonNullElse(metrics, Metrics.DEFAULT);
		startup = Objects.requireNonNullElse(startup, Startup.DEFAULT);
		recycle = Objects.requireNonNullElse(recycle, Recycle.DEFAULT);
		logging = Objects.requireNonNullElse(logging, Logging.DEFAULT);
	}

	/**
	 * The lame duck: readiness refuses, everything is still served.
	 *
	 * @param minDuration time that it lasts at least. 5s on a detected cloud platform by
	 * default, less where that would leave no time for the drain, else 0s
	 * @param quietPeriod time without a new request after which it ends. 2s on a detected
	 * cloud platform by default, else 0s
	 * @param maxDuration time after which it ends in any case. Half of the timeout by
	 * default, less where that would leave no time for the drain, or the minimum if that
	 * is longer
	 */
	public record LameDuck(@Nullable Duration minDuration, @Nullable Duration quietPeriod,
			@Nullable Duration maxDuration) {

		private static final LameDuck DEFAULT = new LameDuck(null, null, null);

	}

	/**
	 * The drain: no new connections, active requests are waited for.
	 *
	 * @param timeout time after which active requests are interrupted. What is left of
	 * the budget by default, less the cleanup reserve
	 * @param lateRequests what becomes of requests that arrive during the drain
	 * @param ignoredPaths path patterns of requests that are not counted, besides those
	 * of the actuator
	 * @param interruptWindow time that interrupted requests and jobs have to end. 1s by
	 * default, at most a sixth of what the lame duck leaves
	 * @param eventStreams what becomes of responses of type text/event-stream
	 * @param websockets what becomes of WebSocket sessions
	 */
	public record Drain(@Nullable Duration timeout, @DefaultValue("serve") LateRequests lateRequests,
			@DefaultValue List<String> ignoredPaths, @Nullable Duration interruptWindow,
			@DefaultValue("complete") EventStreamPolicy eventStreams,
			@DefaultValue("close") WebSocketPolicy websockets) {

		private static final Drain DEFAULT = new Drain(null, LateRequests.SERVE, List.of(), null,
				EventStreamPolicy.COMPLETE, WebSocketPolicy.CLOSE);

	}

	/**
	 * The cleanup: tasks run, phase by phase.
	 *
	 * @param reserve time that lame duck and drain leave for it. 20% of the timeout by
	 * default, at most 5s
	 * @param taskTimeout time that a task may take that has no timeout of its own. What
	 * is left of the budget by default, less a second for each later phase
	 */
	public record Cleanup(@Nullable Duration reserve, @Nullable Duration taskTimeout) {

		private static final Cleanup DEFAULT = new Cleanup(null, null);

	}

	/**
	 * The signals.
	 *
	 * @param enabled whether SIGTERM, SIGINT and SIGHUP are handled
	 * @param status name of the signal that writes the status to the log. Empty for none
	 */
	public record Signals(@DefaultValue("true") boolean enabled, @DefaultValue("USR1") String status) {

		private static final Signals DEFAULT = new Signals(true, "USR1");

	}

	/**
	 * The exit codes after a signal.
	 *
	 * @param clean exit code if nothing was cut short
	 * @param incomplete exit code if something was
	 * @param forced exit code if the process had to halt itself at its deadline
	 */
	public record ExitCode(@DefaultValue("0") int clean, @DefaultValue("1") int incomplete,
			@DefaultValue("2") int forced) {

		private static final ExitCode DEFAULT = new ExitCode(0, 1, 2);

	}

	/**
	 * The report of the shutdown.
	 *
	 * @param directory directory in which reports are kept, so that the next process
	 * knows how this one has ended. That of systemd by default, in STATE_DIRECTORY, else
	 * none. Empty for none
	 * @param terminationMessagePath file that gets the summary if it exists, as on
	 * Kubernetes
	 */
	public record Report(@Nullable Path directory,
			@DefaultValue("/dev/termination-log") String terminationMessagePath) {

		private static final Report DEFAULT = new Report(null, "/dev/termination-log");

	}

	/**
	 * The metrics.
	 *
	 * @param awaitScrape whether the drain ends only after Prometheus has fetched the
	 * final numbers once, as long as the budget allows it. Needs a management port of its
	 * own
	 */
	public record Metrics(@DefaultValue("false") boolean awaitScrape) {

		private static final Metrics DEFAULT = new Metrics(false);

	}

	/**
	 * The protection of the start-up.
	 *
	 * @param timeout time after which the process halts if it has not started. Off by
	 * default
	 * @param runnerTimeout time after which the process halts if an application runner or
	 * command line runner has not returned. Off by default
	 */
	public record Startup(@Nullable Duration timeout, @Nullable Duration runnerTimeout) {

		private static final Startup DEFAULT = new Startup(null, null);

	}

	/**
	 * The recycling of the process.
	 *
	 * @param maxRequests number of requests after which the process shuts down. Off by
	 * default
	 * @param jitter random share that is added to the limits, so that instances do not
	 * recycle at the same time: 0.1 for up to 10%
	 * @param maxUptime time after which the process shuts down. Off by default
	 */
	public record Recycle(@Nullable Long maxRequests, @DefaultValue("0") double jitter, @Nullable Duration maxUptime) {

		private static final Recycle DEFAULT = new Recycle(null, 0, null);

	}

	/**
	 * The log during the shutdown.
	 *
	 * @param muted what is muted and counted from the trigger on, besides known noise of
	 * libraries. The name of a logger mutes its messages below ERROR, and those of the
	 * loggers under it. Name=text mutes those of any level that have the text in the
	 * message or in an exception. The single entry 'none' mutes nothing at all
	 */
	public record Logging(@DefaultValue List<String> muted) {

		private static final Logging DEFAULT = new Logging(List.of());

	}

}
