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

package io.github.gracefulshutdown.benchmarks.faults;

import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Plans} and {@link Plan}.
 */
class PlansTests {

	private static final int FAULTS = Fault.values().length;

	@Test
	void sameSeedGivesSamePlans() {
		assertThat(Plans.draw(42, 500)).isEqualTo(Plans.draw(42, 500));
		assertThat(Plans.draw(42, 60)).isEqualTo(Plans.draw(42, 500).subList(0, 60));
		assertThat(Plans.draw(42, 500)).isNotEqualTo(Plans.draw(43, 500));
	}

	@Test
	void eachFaultAloneComesFirst() {
		assertThat(Plans.draw(1, FAULTS)).extracting(Plan::faults)
			.containsExactlyElementsOf(List.of(Fault.values()).stream().map(List::of).toList());
	}

	@Test
	void pairsAreDistinctAndFit() {
		List<List<Fault>> pairs = Plans.draw(1, 500).stream().skip(FAULTS).map(Plan::faults).toList();
		assertThat(new HashSet<>(pairs)).hasSize(500 - FAULTS)
			.allSatisfy((pair) -> assertThat(pair.get(0).fits(pair.get(1))).isTrue());
		assertThat(Plans.draw(1, 2000)).hasSize(2000);
	}

	@Test
	void lineOfPlanIsReplayed() {
		assertThat(Plans.draw(7, 100)).allSatisfy((plan) -> assertThat(Plan.parse(plan.toString())).isEqualTo(plan));
		assertThatIllegalArgumentException().isThrownBy(() -> Plan.parse("seed 7 plan 1"))
			.withMessageContaining("No plan");
	}

	@Test
	void twoFaultsThatRuleEachOtherOutDoNotFit() {
		assertThat(Fault.FULL_DISK.fits(Fault.LOST_DIRECTORY)).isFalse();
		assertThat(Fault.EXECUTOR.fits(Fault.FULL_QUEUE)).isFalse();
		assertThat(Fault.EXECUTOR.fits(Fault.EXECUTOR)).isFalse();
		assertThat(Fault.THROWING_LISTENER.fits(Fault.HANGING_LISTENER)).isFalse();
		assertThat(Fault.EXECUTOR.fits(Fault.FULL_DISK)).isTrue();
	}

	@Test
	void worseExitCodeOfTwoFaultsIsDue() {
		assertThat(new Plan(1, 1, List.of(Fault.HANGING_LISTENER), Plans.draw(1, 1).get(0).shape()).exitCodes())
			.containsExactly(0);
		assertThat(Fault.THROWING_LISTENER.effect().exitCodesWith(Fault.THROWING_TASK.effect())).containsExactly(1);
		assertThat(Fault.HANGING_LISTENER.effect().exitCodesWith(Fault.THROWING_TASK.effect())).containsExactly(1, 2);
		assertThat(Fault.HANGING_HOOK.effect().exitCodesWith(Fault.THROWING_TASK.effect())).containsExactly(2);
	}

}
