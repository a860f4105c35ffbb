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

package io.github.gracefulshutdown.sample.deadline;

import java.nio.file.Path;
import java.util.EnumSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * G5 against all obstacles at once, some of which leave little time of the processors.
 */
@Isolated
class AllObstaclesIT {

	@TempDir
	private Path directory;

	@Test
	void endsInTimeWithAllTogether() throws Exception {
		DeadlineIT.assertEndsInTime(this.directory, EnumSet.allOf(Obstacle.class), StubbornService.GRACE_PERIOD, 2);
	}

}
