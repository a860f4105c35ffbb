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

import java.util.function.IntConsumer;

/**
 * This Java virtual machine.
 */
class JavaProcess implements HostProcess {

	/**
	 * The thread in which Spring Boot closes applications and then stops logging
	 * ({@code org.springframework.boot.SpringApplicationShutdownHook}).
	 */
	private static final String SPRING_HOOK = "SpringApplicationShutdownHook";

	private final IntConsumer exit;

	private final IntConsumer halt;

	JavaProcess(IntConsumer exit, IntConsumer halt) {
		this.exit = exit;
		this.halt = halt;
	}

	@Override
	public boolean endsWith(ShutdownTrigger.Type trigger) {
		return trigger != ShutdownTrigger.Type.CONTEXT_CLOSED || isEnding();
	}

	@Override
	public boolean isLogGone() {
		return isEnding()
				&& Thread.getAllStackTraces().keySet().stream().map(Thread::getName).noneMatch(SPRING_HOOK::equals);
	}

	@Override
	public void exit(int code) {
		this.exit.accept(code);
	}

	@Override
	public void halt(int code) {
		this.halt.accept(code);
	}

	// The JVM tells it in no other way.
	private static boolean isEnding() {
		Thread hook = new Thread();
		try {
			Runtime.getRuntime().addShutdownHook(hook);
			Runtime.getRuntime().removeShutdownHook(hook);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

}
