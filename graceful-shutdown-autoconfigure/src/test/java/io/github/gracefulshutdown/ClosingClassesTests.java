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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Tests of {@link ClosingClasses}.
 */
class ClosingClassesTests {

	@Test
	void haveTheNamesThatFrameworksGaveThem() {
		assertThat(ClosingClasses.names()).filteredOn((name) -> !name.matches("(java|javax|sun|com\\.sun)\\..*"))
			.isNotEmpty()
			.allSatisfy((name) -> assertThatCode(() -> load(name)).doesNotThrowAnyException());
	}

	@Test
	void areAllLoadedAsFarAsTheyExist() {
		List<String> asked = new ArrayList<>();
		ClosingClasses.load(new ClassLoader() {
			@Override
			public Class<?> loadClass(String name) throws ClassNotFoundException {
				asked.add(name);
				if (name.startsWith("java.")) {
					throw new NoClassDefFoundError(name);
				}
				throw new ClassNotFoundException(name);
			}
		});
		assertThat(asked).isEqualTo(ClosingClasses.names());
	}

	private static Class<?> load(String name) throws ClassNotFoundException {
		return Class.forName(name, false, ClosingClassesTests.class.getClassLoader());
	}

}
