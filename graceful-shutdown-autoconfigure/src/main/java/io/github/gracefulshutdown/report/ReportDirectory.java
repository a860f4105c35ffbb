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

package io.github.gracefulshutdown.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ReportWriter;
import io.github.gracefulshutdown.ShutdownClock;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownStartedEvent;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownStateChangedEvent;
import io.github.gracefulshutdown.ShutdownTrigger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.event.EventListener;

/**
 * Keeps the reports of a service where they outlive its processes, and tells how the
 * process before this one has ended. Several processes may share the directory: each of
 * them that starts tells of one that has ended, and of each that has ended one tells. A
 * directory that cannot be used is a warning, and never more than that.
 *
 * @since 1.0.0
 */
public final class ReportDirectory implements ReportWriter, AutoCloseable {

	private static final Log logger = LogFactory.getLog(ReportDirectory.class);

	private static final int KEPT = 10;

	// How exactly the time is known at which a process was killed
	private static final Duration HEARTBEAT = Duration.ofSeconds(10);

	private final Path directory;

	private final ReportJson json;

	private final ReportPage page;

	private final ShutdownClock clock;

	private final EventLog log;

	private final ScheduledThreadPoolExecutor thread;

	// Held by those that write; nobody else waits for a disk that hangs
	private final Object writing = new Object();

	private @Nullable ProcessRecord record;

	private @Nullable FileChannel lock;

	private @Nullable Predecessor predecessor;

	private volatile @Nullable ShutdownTrigger trigger;

	private volatile boolean reported;

	private volatile boolean failed;

	private ShutdownOutcome outcome = ShutdownOutcome.CLEAN;

	/**
	 * Looks for what other processes have left, and says that this one has begun.
	 * @param directory where the reports are, made if it is not there
	 * @param instance whose reports they are
	 * @param clock the clock
	 * @param log where to tell how the process before this one has ended
	 */
	public ReportDirectory(Path directory, ServiceInstance instance, ShutdownClock clock, EventLog log) {
		this(directory, instance, clock, log, ProcessName.current());
	}

	ReportDirectory(Path directory, ServiceInstance instance, ShutdownClock clock, EventLog log, String process) {
		this.directory = directory;
		this.json = new ReportJson(instance);
		this.page = new ReportPage(instance);
		this.clock = clock;
		this.log = log;
		this.thread = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "graceful-shutdown-report");
			thread.setDaemon(true);
			return thread;
		});
		try {
			open(instance, process);
		}
		catch (IOException | RuntimeException ex) {
			log.write(LogEvent.warn("report-directory-unusable",
					("No shutdown report can be kept in '%s': %s. Let 'graceful-shutdown.report.directory' name a"
							+ " directory that the process may write to")
						.formatted(directory, ex)));
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // beats until it is closed
	private void open(ServiceInstance instance, String process) throws IOException {
		Records records = new Records(this.directory, process);
		Predecessor predecessor = records.claim(instance.service());
		if (predecessor != null) {
			this.predecessor = predecessor;
			this.log.write(predecessor.describe());
		}
		records.prune(KEPT);
		ProcessRecord record = records.create(this.clock.now());
		this.lock = record.open();
		this.record = record;
		record.write(record.report(), this.json.write(ShutdownState.RUNNING, null, this.clock.now()));
		this.thread.scheduleWithFixedDelay(this::beat, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
	}

	/**
	 * How the process before this one has ended.
	 * @return what is known of it, or {@code null}
	 */
	public @Nullable PreviousShutdown previous() {
		return (this.predecessor != null) ? this.predecessor.shutdown() : null;
	}

	// A start that fails says itself what there is to say, and closes the application. In
	// a shutdown it is a runner that was cut
	@EventListener
	void failed(ApplicationFailedEvent event) {
		this.failed = this.trigger == null;
	}

	@EventListener
	void started(ShutdownStartedEvent event) {
		this.trigger = event.report().trigger();
	}

	@EventListener
	void entered(ShutdownStateChangedEvent event) {
		if (!this.thread.isShutdown()) {
			this.thread.execute(() -> note(event.to(), this.clock.now()));
		}
	}

	private void note(ShutdownState state, Instant at) {
		ProcessRecord record = this.record;
		synchronized (this.writing) {
			try {
				if (record != null && !this.reported) {
					record.write(record.report(), this.json.write(state, this.trigger, at));
				}
			}
			catch (IOException ex) {
				// That of the end is going to tell
			}
		}
	}

	void beat() {
		ProcessRecord record = this.record;
		try {
			if (record != null) {
				record.touch(this.clock.now());
			}
		}
		catch (IOException ex) {
			// Only the time at which the process was killed is less exact
		}
	}

	// A disk that is slow must not make a process pass for killed
	@Override
	public Duration patience() {
		return Duration.ofSeconds(5);
	}

	@Override
	public void write(ShutdownReport report, List<LogEvent> events) {
		ProcessRecord record = this.record;
		if (record == null || this.failed) {
			return;
		}
		this.reported = true;
		synchronized (this.writing) {
			// A parent context may end better than its child has
			if (report.outcome().compareTo(this.outcome) >= 0) {
				this.outcome = report.outcome();
				keep(record, report, events);
			}
		}
	}

	private void keep(ProcessRecord record, ShutdownReport report, List<LogEvent> events) {
		try {
			record.write(record.report(), this.json.write(report, events));
		}
		catch (IOException ex) {
			this.log.write(LogEvent.warn("report-not-kept",
					("The report of the shutdown could not be kept in '%s': %s. The next process knows nothing of"
							+ " this one: see that the disk has room")
						.formatted(record, ex)));
			forget(record);
			return;
		}
		try {
			record.write(record.page(), this.page.render(report, ReportPage.Details.NONE));
		}
		catch (IOException ex) {
			logger.debug("The page of the report could not be kept beside '%s'".formatted(record), ex);
		}
	}

	// Better than to pass for killed
	private static void forget(ProcessRecord record) {
		try {
			record.claim();
		}
		catch (IOException ex) {
			// The warning has said so
		}
	}

	/**
	 * Ends the writing. A process without a shutdown, as after a start that has failed,
	 * leaves nothing behind, and what it has found for the next one.
	 */
	@Override
	public void close() {
		this.thread.shutdownNow();
		ProcessRecord record = this.record;
		try {
			if (this.lock != null) {
				this.lock.close();
			}
			if (record != null && !this.reported) {
				record.delete();
				if (this.predecessor != null) {
					this.predecessor.record().giveBack();
				}
			}
		}
		catch (IOException ex) {
			// Nothing of it is worth a word now
		}
	}

}
