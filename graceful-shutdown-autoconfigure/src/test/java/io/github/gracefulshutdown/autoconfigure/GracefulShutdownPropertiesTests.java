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

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GracefulShutdownProperties}.
 */
class GracefulShutdownPropertiesTests {

	private final Binder binder = new Binder(new MapConfigurationPropertySource(Map.of()));

	@ParameterizedTest
	@MethodSource("groups")
	void groupThatIsNotSetIsAsItsAnnotationsSay(RecordComponent group) throws ReflectiveOperationException {
		GracefulShutdownProperties properties = this.binder.bindOrCreate("graceful-shutdown",
				GracefulShutdownProperties.class);
		Object annotated = this.binder.bindOrCreate("group", group.getType());
		assertThat(group.getAccessor().invoke(properties)).isEqualTo(annotated);
	}

	private static Stream<RecordComponent> groups() {
		return Arrays.stream(GracefulShutdownProperties.class.getRecordComponents())
			.filter((component) -> component.getType().isRecord());
	}

}
