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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

import io.github.gracefulshutdown.PreviousShutdown;
import io.github.gracefulshutdown.ShutdownOutcome;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownTrigger;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The records of all processes in a directory.
 */
final class Records {

	private static final Log logger = LogFactory.getLog(Records.class);

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS'Z'")
		.withZone(ZoneOffset.UTC);

	private final Path directory;

	private final String process;

	/**
	 * Creates a view on a directory.
	 * @param directory the directory, made if it is not there
	 * @param process what this process is called
	 * @throws IOException if it cannot be made
	 */
	Records(Path directory, String process) throws IOException {
		this.directory = Files.createDirectories(directory);
		this.process = process;
	}

	ProcessRecord create(Instant now) {
		return new ProcessRecord(this.directory, TIME.format(now), this.process);
	}

	/**
	 * Takes on the news of the process that has ended last.
	 * @param service whose processes count
	 * @return how it has ended, or {@code null} if there is nothing that nobody has told
	 * @throws IOException if the directory cannot be read
	 */
	@Nullable Predecessor claim(String service) throws IOException {
		for (ProcessRecord record : ProcessRecord.find(this.directory)) {
			try {
				PreviousShutdown previous = record.isNews() ? read(record, service) : null;
				if (previous != null && record.claim()) {
					return new Predecessor(record, previous);
				}
			}
			catch (IOException | RuntimeException ex) {
				// No report of ours, or somebody else tells it
				logger.debug("The report %s cannot be read".formatted(record), ex);
			}
		}
		return null;
	}

	private @Nullable PreviousShutdown read(ProcessRecord record, String service) throws IOException {
		Map<String, Object> fields = record.read();
		if (!service.equals(fields.get("service"))) {
			return null;
		}
		Instant at = Instant.parse(text(fields, "at"));
		ShutdownState state = ShutdownState.valueOf(text(fields, "state"));
		String trigger = (String) fields.get("trigger");
		ShutdownTrigger.Type type = (trigger != null) ? ShutdownTrigger.Type.valueOf(trigger) : null;
		String outcome = (String) fields.get("outcome");
		if (outcome != null) {
			return new PreviousShutdown(ShutdownOutcome.valueOf(outcome), type, state, at,
					Duration.parse(text(fields, "duration")));
		}
		if (record.isLocked(this.process)) {
			return null;
		}
		Instant sign = record.touchedAt();
		return new PreviousShutdown(ShutdownOutcome.KILLED, type, state, sign.isAfter(at) ? sign : at, null);
	}

	private static String text(Map<String, Object> fields, String name) {
		if (fields.get(name) instanceof String text) {
			return text;
		}
		throw new IllegalArgumentException("No text: " + name);
	}

	/**
	 * Deletes the oldest records, but none whose process lives. What nobody has told yet
	 * stays ten times as long, as it may be told by the next one; not for ever, as it may
	 * be of a service that is never started again.
	 * @param kept how many stay that have been told
	 * @throws IOException if the directory cannot be read
	 */
	void prune(int kept) throws IOException {
		List<ProcessRecord> records = ProcessRecord.find(this.directory);
		List<ProcessRecord> news = records.stream().filter(ProcessRecord::isNews).toList();
		records.stream().filter((record) -> !news.contains(record)).skip(kept).forEach(this::delete);
		news.stream().skip(kept * 10L).forEach(this::delete);
	}

	private void delete(ProcessRecord record) {
		try {
			if (!record.isNews() || !record.isLocked(this.process)) {
				record.delete();
			}
		}
		catch (IOException ex) {
			// Another process is deleting it, or the next one will
			logger.debug("The report %s cannot be deleted".formatted(record), ex);
		}
	}

}
