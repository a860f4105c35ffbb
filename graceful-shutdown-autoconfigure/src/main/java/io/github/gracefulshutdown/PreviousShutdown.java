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

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the process before this one has ended.
 *
 * @param outcome the outcome
 * @param trigger what started its shutdown, or {@code null} if there was none
 * @param state the last state that is known of it
 * @param at when it has ended, or its last sign of life if it was killed
 * @param duration how long its shutdown took, or {@code null} if it did not end
 * @since 1.0.0
 */
public record PreviousShutdown(ShutdownOutcome outcome, ShutdownTrigger.@Nullable Type trigger, ShutdownState state,
		Instant at, @Nullable Duration duration) {

}
