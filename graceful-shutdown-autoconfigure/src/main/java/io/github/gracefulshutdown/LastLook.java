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

/**
 * A participant that looks at what the drain leaves: that waits for somebody who is to
 * see the final numbers, or finds work that nobody has counted. Called at the end of the
 * drain, with nothing active any more, or all of it cut: the last moment at which
 * everything answers. Requests on open connections are served meanwhile. They, and jobs
 * that it has begun, are waited for afterwards.
 *
 * @since 1.0.0
 */
public interface LastLook extends ShutdownParticipant {

	/**
	 * Waits on the calling thread, which has no other duty.
	 * @param available how long it may take; later, the shutdown goes on without it
	 */
	void await(Duration available);

}
