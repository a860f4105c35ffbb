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

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * What the shutdown sees of the application that it shuts down.
 *
 * @param participants who takes part in lame duck and drain, asked for when the
 * application is ready, and again at the trigger
 * @param tasks the cleanup tasks
 * @param beans the beans that Spring stops
 * @param writers where the report goes
 * @param previous how the process before this one has ended, or {@code null}
 * @param publisher where events go
 * @param log where events for people go
 * @param mute what keeps lines out of the log that say only that it stops
 * @param process the process that it runs in
 * @since 1.0.0
 */
public record HostApplication(Supplier<List<ShutdownParticipant>> participants, CleanupTasks tasks,
		LifecycleBeans beans, List<ReportWriter> writers, @Nullable PreviousShutdown previous,
		ApplicationEventPublisher publisher, EventLog log, LogMute mute, HostProcess process) {

}
