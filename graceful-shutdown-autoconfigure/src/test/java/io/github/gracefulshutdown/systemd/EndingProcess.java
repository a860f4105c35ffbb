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

package io.github.gracefulshutdown.systemd;

import io.github.gracefulshutdown.HostProcess;
import io.github.gracefulshutdown.ShutdownTrigger;

/**
 * A process that every trigger ends, but for the close of its context. It is never
 * halted.
 */
public final class EndingProcess implements HostProcess {

	@Override
	public boolean endsWith(ShutdownTrigger.Type trigger) {
		return trigger != ShutdownTrigger.Type.CONTEXT_CLOSED;
	}

	@Override
	public boolean isLogGone() {
		return false;
	}

	@Override
	public void exit(int code) {
	}

	@Override
	public void halt(int code) {
	}

}
