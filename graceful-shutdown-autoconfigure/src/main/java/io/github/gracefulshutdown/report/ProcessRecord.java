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
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.json.JsonParserFactory;

/**
 * The files that one process has in a directory that several may share. Its report is
 * replaced as a whole each time, so that nobody reads half of one. Its lock is held as
 * long as it lives, and is there until somebody tells how it has ended.
 */
final class ProcessRecord {

	private static final Pattern FILE = Pattern.compile("(\\d{17}Z-\\d+-[0-9a-z]+)\\.(?:json|html|lock|tmp)");

	private final Path directory;

	private final String id;

	/**
	 * Creates a record.
	 * @param directory where it is
	 * @param time when it begins, in a form that sorts
	 * @param process what nobody else is called who lives at that time
	 */
	ProcessRecord(Path directory, String time, String process) {
		this(directory, time + "-" + process);
	}

	private ProcessRecord(Path directory, String id) {
		this.directory = directory;
		this.id = id;
	}

	/**
	 * Finds what is in a directory. Files of others are none of our business.
	 * @param directory the directory
	 * @return the records, the newest first
	 * @throws IOException if it cannot be read
	 */
	static List<ProcessRecord> find(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.map((file) -> FILE.matcher(file.getFileName().toString()))
				.filter(Matcher::matches)
				.map((name) -> name.group(1))
				.distinct()
				.sorted(Comparator.reverseOrder())
				.map((id) -> new ProcessRecord(directory, id))
				.toList();
		}
	}

	Path report() {
		return file("json");
	}

	Path page() {
		return file("html");
	}

	private Path lock() {
		return file("lock");
	}

	private Path file(String extension) {
		return this.directory.resolve(this.id + "." + extension);
	}

	/**
	 * Says that its process lives.
	 * @return holds the lock until it is closed, or the process ends in whatever way
	 * @throws IOException if there is no room for it
	 */
	FileChannel open() throws IOException {
		FileChannel channel = FileChannel.open(lock(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		if (channel.tryLock() == null) {
			channel.close();
			throw new IOException(lock() + " is locked by another process");
		}
		return channel;
	}

	/**
	 * Whether its process may still write to it.
	 * @param process who asks, whose own record it may be
	 * @return whether it does
	 * @throws IOException if that cannot be found out
	 */
	boolean isLocked(String process) throws IOException {
		if (this.id.endsWith("-" + process)) {
			// A second look at our own lock would release it
			return true;
		}
		try (FileChannel channel = FileChannel.open(lock(), StandardOpenOption.WRITE)) {
			return channel.tryLock() == null;
		}
		catch (OverlappingFileLockException ex) {
			return true;
		}
	}

	/**
	 * Whether nobody has told yet how it has ended.
	 * @return whether it is news
	 */
	boolean isNews() {
		return Files.exists(lock());
	}

	/**
	 * Takes it on oneself to tell how it has ended.
	 * @return whether nobody else does
	 * @throws IOException if it cannot be done
	 */
	boolean claim() throws IOException {
		return Files.deleteIfExists(lock());
	}

	/**
	 * Leaves it to others to tell.
	 * @throws IOException if it cannot be done
	 */
	void giveBack() throws IOException {
		Files.createFile(lock());
	}

	/**
	 * Notes that its process is alive. At its report: to touch the lock opens and closes
	 * it, which releases it, as closing any descriptor of a file does.
	 * @param now the time
	 * @throws IOException if it cannot be done
	 * @see java.nio.channels.FileLock
	 */
	void touch(Instant now) throws IOException {
		Files.setLastModifiedTime(report(), FileTime.from(now));
	}

	Instant touchedAt() throws IOException {
		return Files.getLastModifiedTime(report()).toInstant();
	}

	/**
	 * Reads what its report begins with. No more, as the parser that Spring Boot has
	 * where there is no library for JSON stumbles over braces and quotes in texts.
	 * @return the fields of the report up to the first one that is a text of others
	 * @throws IOException if it cannot be read
	 */
	Map<String, Object> read() throws IOException {
		String report = Files.readString(report());
		int end = report.indexOf(ReportJson.END_OF_HEAD);
		return JsonParserFactory.getJsonParser().parseMap((end < 0) ? report : report.substring(0, end) + "}");
	}

	/**
	 * Replaces a file as a whole; what was written survives a loss of power.
	 * @param file the file
	 * @param content its content
	 * @throws IOException if it keeps its former content
	 */
	void write(Path file, String content) throws IOException {
		Path temporary = file("tmp");
		try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}
		Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
		forceDirectory();
	}

	// Otherwise the new name may be lost
	private void forceDirectory() {
		try (FileChannel channel = FileChannel.open(this.directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (IOException ex) {
			// Windows does not know that, and does without
		}
	}

	void delete() throws IOException {
		for (Path file : List.of(report(), page(), file("tmp"), lock())) {
			Files.deleteIfExists(file);
		}
	}

	@Override
	public String toString() {
		return report().toString();
	}

}
