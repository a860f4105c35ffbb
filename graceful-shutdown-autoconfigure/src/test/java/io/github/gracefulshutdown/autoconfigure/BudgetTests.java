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

import java.time.Duration;
import java.util.List;

import io.github.gracefulshutdown.ShutdownSettings;
import io.github.gracefulshutdown.ShutdownSettings.Cleanup;
import io.github.gracefulshutdown.ShutdownSettings.Drain;
import io.github.gracefulshutdown.ShutdownSettings.LameDuck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link Budget} makes of defaults and of values that fit.
 */
class BudgetTests {

	private static final Platform KUBERNETES = new Platform("Kubernetes", Duration.ofSeconds(30), true);

	private static final Platform CLOUD_FOUNDRY = new Platform("Cloud_foundry", Duration.ofSeconds(10), true);

	private static final Platform NOMAD = new Platform("Nomad", Duration.ofSeconds(5), true);

	private static final Platform SYSTEMD = new Platform("Systemd", Duration.ofSeconds(90), false);

	private static final Platform LOCAL = new Platform("Local", Duration.ofSeconds(30), false);

	@Test
	void dividesWhatKubernetesAllows() {
		assertThat(divide(KUBERNETES)).isEqualTo(new ShutdownSettings(seconds(30), seconds(27),
				new LameDuck(seconds(5), seconds(2), seconds(13.5), false), new Drain(seconds(27), seconds(1)),
				new Cleanup(seconds(5), seconds(27)), end(1)));
	}

	@Test
	void dividesWhatCloudFoundryAllows() {
		assertThat(divide(CLOUD_FOUNDRY)).isEqualTo(new ShutdownSettings(seconds(10), seconds(9),
				new LameDuck(seconds(3.5), seconds(2), seconds(3.5), false), new Drain(seconds(9), seconds(1)),
				new Cleanup(seconds(1.8), seconds(9)), end(0.9)));
	}

	@Test
	void dividesWhatNomadAllows() {
		assertThat(divide(NOMAD)).isEqualTo(new ShutdownSettings(seconds(5), seconds(4.5),
				new LameDuck(seconds(1.7), seconds(1.7), seconds(1.7), false), new Drain(seconds(4.5), seconds(0.6)),
				new Cleanup(seconds(0.9), seconds(4.5)), end(0.45)));
	}

	@Test
	void dividesWhatSystemdAllows() {
		assertThat(divide(SYSTEMD)).isEqualTo(new ShutdownSettings(seconds(90), seconds(81),
				new LameDuck(seconds(0), seconds(0), seconds(40.5), false), new Drain(seconds(81), seconds(1)),
				new Cleanup(seconds(5), seconds(81)), end(1)));
	}

	@Test
	void defaultsLeaveTimeForTheDrainWhateverThePlatformAllows() {
		for (int allowed = 1; allowed <= 120; allowed++) {
			for (boolean balanced : List.of(true, false)) {
				ShutdownSettings settings = divide(new Platform("any", seconds(allowed), balanced));
				Duration drain = settings.timeout()
					.minus(settings.end().reserve())
					.minus(settings.lameDuck().maxDuration())
					.minus(settings.drain().interruptWindow())
					.minus(settings.cleanup().reserve());
				assertThat(drain).as("%s", settings).isGreaterThanOrEqualTo(settings.timeout().dividedBy(6));
			}
		}
	}

	@Test
	void defaultsLeaveTimeForTheDrainBesideTheLameDuckOfTheUser() {
		ShutdownSettings settings = divide(KUBERNETES, "lame-duck.min-duration=20s");
		assertThat(settings.cleanup().reserve()).isEqualTo(seconds(2));
		assertThat(settings.drain().interruptWindow()).isEqualTo(seconds(1));
	}

	@Test
	void defaultMaximumLeavesTheDrainWhatTheUserWants() {
		ShutdownSettings settings = divide(KUBERNETES, "drain.timeout=12s");
		assertThat(settings.lameDuck()).isEqualTo(new LameDuck(seconds(5), seconds(2), seconds(8), false));
	}

	@Test
	void hasNoLameDuckWithoutLoadBalancer() {
		ShutdownSettings settings = divide(LOCAL);
		assertThat(settings.timeout()).hasSeconds(27);
		assertThat(settings.lameDuck()).isEqualTo(new LameDuck(seconds(0), seconds(0), seconds(13.5), false));
	}

	@Test
	void whatUserSetStands() {
		ShutdownSettings settings = divide(KUBERNETES, "platform-grace-period=60s", "timeout=50s",
				"lame-duck.min-duration=3s", "lame-duck.quiet-period=1s", "lame-duck.max-duration=20s",
				"drain.timeout=15s", "drain.interrupt-window=500ms", "cleanup.reserve=8s", "cleanup.task-timeout=4s");
		assertThat(settings).isEqualTo(
				new ShutdownSettings(seconds(60), seconds(50), new LameDuck(seconds(3), seconds(1), seconds(20), false),
						new Drain(seconds(15), seconds(0.5)), new Cleanup(seconds(8), seconds(4)), end(1)));
	}

	@Test
	void timeoutFollowsGracePeriodOfUser() {
		assertThat(divide(KUBERNETES, "platform-grace-period=100s").timeout()).hasSeconds(90);
	}

	@Test
	void detectedGracePeriodStandsWhenTimeoutFits() {
		assertThat(divide(KUBERNETES, "timeout=20s").platformGracePeriod()).hasSeconds(30);
	}

	@Test
	void detectedGracePeriodGivesWayToLongerTimeout() {
		ShutdownSettings settings = divide(KUBERNETES, "timeout=90s");
		assertThat(settings.timeout()).hasSeconds(90);
		assertThat(settings.platformGracePeriod()).hasSeconds(100);
	}

	@Test
	void defaultMaximumIsMinimumWhenThatIsLongerThanHalf() {
		ShutdownSettings settings = divide(KUBERNETES, "lame-duck.min-duration=15s");
		assertThat(settings.lameDuck().maxDuration()).hasSeconds(15);
	}

	@Test
	void defaultMaximumGivesWayToQuietPeriod() {
		ShutdownSettings settings = divide(KUBERNETES, "lame-duck.quiet-period=15s");
		assertThat(settings.lameDuck().maxDuration()).hasSeconds(15);
		assertThat(settings.lameDuck().minDuration()).hasSeconds(5);
	}

	@Test
	void defaultMaximumGivesWayToReserve() {
		ShutdownSettings settings = divide(KUBERNETES, "cleanup.reserve=20s");
		assertThat(settings.lameDuck()).isEqualTo(new LameDuck(seconds(3.3), seconds(2), seconds(3.3), false));
	}

	@Test
	void defaultMinimumAndQuietPeriodGiveWayToMaximum() {
		ShutdownSettings settings = divide(KUBERNETES, "lame-duck.max-duration=1s");
		assertThat(settings.lameDuck()).isEqualTo(new LameDuck(seconds(1), seconds(1), seconds(1), false));
	}

	@Test
	void maximumOfZeroSwitchesLameDuckOff() {
		ShutdownSettings settings = divide(KUBERNETES, "lame-duck.max-duration=0s");
		assertThat(settings.lameDuck()).isEqualTo(new LameDuck(seconds(0), seconds(0), seconds(0), false));
	}

	@Test
	void defaultReserveGivesWayToLameDuck() {
		ShutdownSettings settings = divide(KUBERNETES, "lame-duck.min-duration=25s");
		assertThat(settings.cleanup().reserve()).isEqualTo(seconds(0.3));
		assertThat(settings.lameDuck().maxDuration()).hasSeconds(25);
	}

	@Test
	void lameDuckMayTakeWholeTimeout() {
		ShutdownSettings settings = divide(KUBERNETES, "lame-duck.max-duration=27s");
		assertThat(settings.cleanup().reserve()).isZero();
	}

	@Test
	void reserveMayTakeWholeTimeout() {
		ShutdownSettings settings = divide(KUBERNETES, "cleanup.reserve=27s");
		assertThat(settings.lameDuck()).isEqualTo(new LameDuck(seconds(0), seconds(0), seconds(0), false));
	}

	@Test
	void defaultReserveIsFifthOfTimeoutButNeverMoreThanFiveSeconds() {
		assertThat(divide(LOCAL, "timeout=25s").cleanup().reserve()).hasSeconds(5);
		assertThat(divide(LOCAL, "timeout=24s").cleanup().reserve()).isEqualTo(seconds(4.8));
		assertThat(divide(LOCAL, "timeout=10m").cleanup().reserve()).hasSeconds(5);
	}

	private static ShutdownSettings divide(Platform platform, String... pairs) {
		return TestProperties.of(pairs).divide(platform);
	}

	@Test
	void planSaysWhereEachNumberComesFrom() {
		Budget kubernetes = new Budget(TestProperties.of().bind(), KUBERNETES);
		kubernetes.divide(false);
		assertThat(kubernetes.plan())
			.isEqualTo("platform-grace-period 30s (Kubernetes), timeout 27s (90% of it), lame-duck.min-duration 5s"
					+ " (Kubernetes), lame-duck.quiet-period 2s (Kubernetes), lame-duck.max-duration 13500ms (half of"
					+ " timeout), drain.timeout what is left, cleanup.reserve 5s (20% of timeout, at most 5s),"
					+ " cleanup.task-timeout what is left");
		Budget set = new Budget(TestProperties.of("timeout=60s", "lame-duck.max-duration=20s").bind(), LOCAL);
		set.divide(false);
		assertThat(set.plan()).contains("platform-grace-period 66666ms (assumed from the timeout)", "timeout 60s (set)",
				"lame-duck.max-duration 20s (set)");
	}

	@Test
	void planSaysWhatIsLeftOfTheDrainThatIsSet() {
		assertThat(drainOf("drain.timeout=20s"))
			.contains("drain.timeout 20s (set, of which lame duck and cleanup" + " reserve leave at most 15s)");
		assertThat(drainOf("drain.timeout=15s")).contains("drain.timeout 15s (set),");
	}

	private static String drainOf(String pair) {
		Budget budget = new Budget(TestProperties.of(pair).bind(), KUBERNETES);
		budget.divide(false);
		return budget.plan();
	}

	private static ShutdownSettings.End end(double seconds) {
		return new ShutdownSettings.End(seconds(seconds), new ShutdownSettings.ExitCodes(0, 1, 2));
	}

	private static Duration seconds(double seconds) {
		return Duration.ofMillis((long) (seconds * 1000));
	}

}
