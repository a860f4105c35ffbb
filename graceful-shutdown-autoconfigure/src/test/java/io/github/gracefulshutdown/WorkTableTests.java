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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkTable}.
 */
class WorkTableTests {

	private final ManualClock clock = new ManualClock();

	private final WorkTable<FakeRequest> table = new WorkTable<>();

	@Test
	void keepsRequestsWhenItGrows() {
		List<FakeRequest> requests = requests(100);
		requests.forEach(this.table::add);
		assertThat(content()).containsExactlyElementsOf(requests);
		assertThat(requests).extracting(FakeRequest::slot)
			.containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
	}

	@Test
	void lastRequestTakesPlaceOfRemovedOne() {
		List<FakeRequest> requests = requests(3);
		requests.forEach(this.table::add);
		assertThat(this.table.remove(requests.get(0))).isTrue();
		assertThat(content()).containsExactly(requests.get(2), requests.get(1));
		assertThat(requests).extracting(FakeRequest::slot).containsExactly(-1, 1, 0);
	}

	@Test
	void removesLastRequest() {
		List<FakeRequest> requests = requests(2);
		requests.forEach(this.table::add);
		assertThat(this.table.remove(requests.get(1))).isTrue();
		assertThat(content()).containsExactly(requests.get(0));
		assertThat(requests).extracting(FakeRequest::slot).containsExactly(0, -1);
	}

	@Test
	void doesNotRemoveTwice() {
		List<FakeRequest> requests = requests(2);
		requests.forEach(this.table::add);
		this.table.remove(requests.get(0));
		assertThat(this.table.remove(requests.get(0))).isFalse();
		assertThat(content()).containsExactly(requests.get(1));
	}

	@Test
	void doesNotRemoveWhatWasNeverAdded() {
		this.table.add(requests(1).get(0));
		assertThat(this.table.remove(requests(1).get(0))).isFalse();
		assertThat(content()).hasSize(1);
	}

	@Test
	void takesRequestsAgainAfterAllWereRemoved() {
		List<FakeRequest> requests = requests(20);
		requests.forEach(this.table::add);
		requests.forEach(this.table::remove);
		assertThat(content()).isEmpty();
		requests.forEach(this.table::add);
		assertThat(content()).containsExactlyElementsOf(requests);
	}

	private List<FakeRequest> requests(int count) {
		return IntStream.range(0, count).mapToObj((i) -> new FakeRequest("/" + i, this.clock)).toList();
	}

	private List<FakeRequest> content() {
		List<FakeRequest> content = new ArrayList<>();
		this.table.forEach(content::add);
		return content;
	}

}
