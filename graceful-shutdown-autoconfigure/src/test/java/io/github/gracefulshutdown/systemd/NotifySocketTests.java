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

package io.github.gracefulshutdown.systemd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.gracefulshutdown.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link NotifySocket}.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class NotifySocketTests {

	private final List<LogEvent> events = new ArrayList<>();

	@TempDir
	private Path directory;

	@Test
	void sendsLinesInOneDatagram() throws Exception {
		try (NotifyReceiver systemd = NotifyReceiver.in(this.directory)) {
			socket(systemd.address()).send("STOPPING=1", "STATUS=until the end");
			assertThat(systemd.receiveAll()).containsExactly(List.of("STOPPING=1", "STATUS=until the end"));
			assertThat(this.events).isEmpty();
		}
	}

	@Test
	void sendsToAbstractNamespaceWhenAddressBeginsWithAt() throws Exception {
		String name = "graceful-shutdown-" + ProcessHandle.current().pid();
		try (NotifyReceiver systemd = NotifyReceiver.inAbstractNamespace(name)) {
			socket(systemd.address()).send("READY=1");
			assertThat(systemd.receiveAll()).containsExactly(List.of("READY=1"));
			assertThat(this.events).isEmpty();
		}
	}

	@Test
	void doesNotFailWhenNobodyListens() throws Exception {
		NotifySocket absent = socket(this.directory.resolve("absent").toString());
		assertThatNoException().isThrownBy(() -> absent.send("READY=1"));
		NotifyReceiver gone = NotifyReceiver.in(this.directory);
		gone.close();
		assertThatNoException().isThrownBy(() -> socket(gone.address()).send("READY=1"));
	}

	@Test
	void doesNotFailWhenPathIsTooLong() {
		NotifySocket socket = socket("/" + "x".repeat(108));
		assertThatNoException().isThrownBy(() -> socket.send("READY=1"));
	}

	@Test
	void warnsOnceWhenNothingCanBeSent() {
		NotifySocket socket = socket(this.directory.resolve("absent").toString());
		socket.send("READY=1");
		socket.send("STOPPING=1");
		assertThat(this.events).singleElement().satisfies((event) -> {
			assertThat(event.level()).isEqualTo(LogEvent.Level.WARN);
			assertThat(event.id()).isEqualTo("systemd-not-told");
			assertThat(event.text()).contains("absent'", "Type=notify", "library.tmpdir");
		});
	}

	@Test
	void doesNotWaitWhenNobodyReads() throws Exception {
		try (NotifyReceiver systemd = NotifyReceiver.in(this.directory)) {
			NotifySocket socket = socket(systemd.address());
			for (int i = 0; i < 1000; i++) {
				socket.send("STATUS=" + i);
			}
			assertThat(systemd.receiveAll()).startsWith(List.of("STATUS=0")).hasSizeLessThan(1000);
			socket.send("STATUS=again");
			assertThat(systemd.receive()).containsExactly("STATUS=again");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "@", "notify", "vsock:2:1234" })
	void warnsAndSendsNothingWhenAddressIsUnusable(String address) {
		NotifySocket socket = socket(address);
		assertThatNoException().isThrownBy(() -> socket.send("READY=1"));
		assertThat(this.events).hasSize(1);
		assertThat(this.events.get(0).level()).isEqualTo(LogEvent.Level.WARN);
		assertThat(this.events.get(0).id()).isEqualTo("systemd-socket-unusable");
		assertThat(this.events.get(0).text()).startsWith("NOTIFY_SOCKET is '%s', ".formatted(address))
			.contains("Leave the variable to systemd");
	}

	private NotifySocket socket(String address) {
		return new NotifySocket(address, this.events::add);
	}

}
