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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.gracefulshutdown.ActiveJobs;
import io.github.gracefulshutdown.ActiveRequests;
import io.github.gracefulshutdown.Background;
import io.github.gracefulshutdown.CleanupTask;
import io.github.gracefulshutdown.CleanupTasks;
import io.github.gracefulshutdown.EventLog;
import io.github.gracefulshutdown.FakeRequest;
import io.github.gracefulshutdown.GracefulShutdown;
import io.github.gracefulshutdown.GracefulShutdownLifecycle;
import io.github.gracefulshutdown.HostApplication;
import io.github.gracefulshutdown.LifecycleBeans;
import io.github.gracefulshutdown.LogMute;
import io.github.gracefulshutdown.ManualClock;
import io.github.gracefulshutdown.ShutdownSettings;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownStateChangedEvent;
import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownNotification}.
 */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ShutdownNotificationTests {

	private static final Duration LAME_DUCK = Duration.ofSeconds(5);

	private final ManualClock clock = new ManualClock();

	private final ActiveRequests requests = new ActiveRequests(this.clock);

	private final GenericApplicationContext context = new GenericApplicationContext();

	private NotifyReceiver systemd;

	private NotifySocket socket;

	private GracefulShutdown shutdown;

	@BeforeEach
	void start(@TempDir Path directory) throws Exception {
		this.systemd = NotifyReceiver.in(directory);
		this.socket = new NotifySocket(this.systemd.address(), EventLog.plain());
		EndingProcess process = new EndingProcess();
		ShutdownNotification notification = new ShutdownNotification(this.socket, () -> this.shutdown.report(),
				process);
		this.shutdown = new GracefulShutdown(settings(), this.requests, new ActiveJobs(this.requests),
				new HostApplication(() -> List.of(notification), new NoTasks(),
						new LifecycleBeans(this.context.getBeanFactory()), List.of(), null, this.context,
						EventLog.plain(), LogMute.none(), process),
				this.clock);
		this.context.registerBean(GracefulShutdownLifecycle.class,
				() -> new GracefulShutdownLifecycle(this.shutdown, this.context));
		this.context.addApplicationListener(notification);
		this.context.refresh();
		this.shutdown.ready();
	}

	@AfterEach
	void stop() {
		// Ends what a test that failed has left behind
		this.clock.advance(Duration.ofHours(1));
		this.context.close();
		this.shutdown.terminate();
		this.systemd.close();
	}

	@Test
	void tellsTriggerAndEveryStateWithWhatIsLeft() throws Exception {
		FakeRequest request = new FakeRequest("/slow", this.clock);
		this.requests.begin(request);
		CompletableFuture<Void> quiesce = Background.run(() -> this.shutdown.quiesce(Type.SIGTERM));
		assertThat(this.systemd.receive()).containsExactly("STOPPING=1",
				"STATUS=Shutting down: LAME_DUCK, active requests: 1", "EXTEND_TIMEOUT_USEC=33000000");
		this.clock.awaitWaiterFor(LAME_DUCK);
		this.clock.advance(LAME_DUCK);
		assertThat(this.systemd.receive()).containsExactly("STATUS=Shutting down: DRAINING, active requests: 1",
				"EXTEND_TIMEOUT_USEC=28000000");
		this.clock.advance(Duration.ofMillis(1500));
		this.requests.end(request);
		Background.join(quiesce);
		this.context.close();
		assertThat(this.systemd.receiveAll()).containsExactly(
				List.of("STATUS=Shutting down: STOPPING, active requests: 0", "EXTEND_TIMEOUT_USEC=26500000"),
				List.of("STATUS=Shutting down: CLEANING_UP, active requests: 0", "EXTEND_TIMEOUT_USEC=26500000"),
				List.of("STATUS=Shutting down: TERMINATED, active requests: 0", "EXTEND_TIMEOUT_USEC=26500000"));
	}

	@Test
	void tellsTriggerWithFirstStateWhenThereIsNoLameDuck() throws Exception {
		this.shutdown.quiesce(Type.SIGINT);
		assertThat(this.systemd.receiveAll()).containsExactly(
				List.of("STOPPING=1", "STATUS=Shutting down: DRAINING, active requests: 0",
						"EXTEND_TIMEOUT_USEC=33000000"),
				List.of("STATUS=Shutting down: STOPPING, active requests: 0", "EXTEND_TIMEOUT_USEC=33000000"));
	}

	@Test
	void staysSilentWhenOnlyContextIsClosed() throws Exception {
		this.context.close();
		assertThat(this.shutdown.state()).isEqualTo(ShutdownState.TERMINATED);
		assertThat(this.systemd.receiveAll()).isEmpty();
	}

	@Test
	void staysSilentWhenChildContextChangesState() throws Exception {
		GenericApplicationContext child = new GenericApplicationContext(this.context);
		child.refresh();
		child.publishEvent(new ShutdownStateChangedEvent(ShutdownState.LAME_DUCK, ShutdownState.DRAINING));
		child.close();
		assertThat(this.systemd.receiveAll()).isEmpty();
	}

	@Test
	void doesNotHoldUpShutdownWhenNobodyReads() throws Exception {
		for (int i = 0; i < 1000; i++) {
			this.socket.send("STATUS=full");
		}
		// The clock stands: whoever waits does so for ever
		this.shutdown.quiesce(Type.SIGINT);
		this.context.close();
		assertThat(this.shutdown.state()).isEqualTo(ShutdownState.TERMINATED);
		assertThat(this.shutdown.report().cleanup().failedCallbacks()).isEmpty();
		assertThat(this.systemd.receiveAll()).containsOnly(List.of("STATUS=full"));
	}

	private static ShutdownSettings settings() {
		Duration timeout = Duration.ofSeconds(30);
		return new ShutdownSettings(timeout.plusSeconds(3), timeout,
				new ShutdownSettings.LameDuck(LAME_DUCK, Duration.ZERO, LAME_DUCK, false),
				new ShutdownSettings.Drain(timeout, Duration.ofSeconds(1)),
				new ShutdownSettings.Cleanup(Duration.ofSeconds(5), timeout),
				new ShutdownSettings.End(Duration.ZERO, new ShutdownSettings.ExitCodes(0, 1, 2)));
	}

	/**
	 * Nothing to clean up.
	 */
	private static final class NoTasks implements CleanupTasks {

		@Override
		public List<CleanupTask> current() {
			return List.of();
		}

		@Override
		public List<Name> names() {
			return List.of();
		}

	}

}
