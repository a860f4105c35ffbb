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

/**
 * Published once, after the cleanup and before Spring destroys the beans. Not if the
 * application never comes that far, as one that halts itself at its deadline. What
 * becomes of the last beans is in the log, and in the report that is kept, but not here.
 *
 * @param report the report at this moment
 * @since 1.0.0
 */
public record ShutdownCompletedEvent(ShutdownReport report) {

}
