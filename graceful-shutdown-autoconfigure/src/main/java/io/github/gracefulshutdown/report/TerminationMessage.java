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
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.github.gracefulshutdown.LogEvent;
import io.github.gracefulshutdown.ReportWriter;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownReport;
import io.github.gracefulshutdown.ShutdownTrigger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Leaves the summary in the file that Kubernetes shows in {@code kubectl describe pod},
 * if there is such a file. It is mounted, so it is written in place and in one write, and
 * holds 4,096 bytes at most
 * (https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure).
 *
 * @since 1.0.0
 */
public final class TerminationMessage implements ReportWriter {

	private static final Log logger = LogFactory.getLog(TerminationMessage.class);

	private static final int LIMIT = 4096;

	private final Path file;

	private volatile ShutdownOutcome outcome = ShutdownOutcome.CLEAN;

	/**
	 * Creates a writer.
	 * @param file the file
	 */
	public TerminationMessage(Path file) {
		this.file = file;
	}

	@Override
	public void write(ShutdownReport report, List<LogEvent> events) {
		// A parent context may end better than its child has
		if (!Files.exists(this.file) || report.outcome().compareTo(this.outcome) < 0 || isIncidental(report)) {
			return;
		}
		this.outcome = report.outcome();
		try {
			Files.write(this.file, bytes(events), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
		}
		catch (IOException ex) {
			logger.debug("The termination message could not be written to " + this.file, ex);
		}
	}

	// The application has closed itself, maybe because a runner has failed: that its exit
	// code is ours, or that all is well, would be a guess, and Kubernetes shows the end
	// of the log only where there is no message
	private static boolean isIncidental(ShutdownReport report) {
		ShutdownTrigger trigger = report.trigger();
		return trigger != null && trigger.type() == ShutdownTrigger.Type.CONTEXT_CLOSED
				&& report.outcome() == ShutdownOutcome.CLEAN;
	}

	// Whole characters only
	private static byte[] bytes(List<LogEvent> events) {
		String text = events.stream().map(LogEvent::text).collect(Collectors.joining("\n"));
		ByteBuffer bytes = ByteBuffer.allocate(LIMIT);
		StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text), bytes, true);
		return Arrays.copyOf(bytes.array(), bytes.position());
	}

}
