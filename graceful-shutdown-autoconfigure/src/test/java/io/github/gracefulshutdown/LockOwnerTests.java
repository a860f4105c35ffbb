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

import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;

import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.scheduling.support.MethodInvokingRunnable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LockOwner}.
 */
class LockOwnerTests {

	@Test
	void blamesWhatTheStartCallsAndNotItsCaller() {
		StackTraceElement[] stack = { frame("java.net.Socket", "connect"), frame("com.acme.Importer", "<init>"),
				frame(AbstractApplicationContext.class.getName(), "refresh"), frame("com.acme.Main", "main") };
		assertThat(new LockOwner("main", "lock", stack))
			.hasToString("com.acme.Importer.<init>(Test.java:1) on thread main");
	}

	@Test
	void namesTheThreadWhereNobodyIsToBlame() {
		StackTraceElement[] stack = { frame("java.net.Socket", "connect"),
				frame(AbstractApplicationContext.class.getName(), "refresh"), frame("com.acme.Main", "main") };
		assertThat(new LockOwner("main", "lock", stack)).hasToString("thread main");
	}

	@Test
	void isNoneWhereNoLockIsWaitedFor() {
		assertThat(LockOwner.of(Thread.currentThread())).isNull();
	}

	/**
	 * Locks where nobody is to blame.
	 * @param lock the lock
	 * @return what waits for it
	 */
	static Runnable lockFromSpring(ReentrantLock lock) {
		MethodInvokingRunnable runnable = new MethodInvokingRunnable();
		runnable.setTargetObject(lock);
		runnable.setTargetMethod("lock");
		try {
			runnable.prepare();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
		return runnable;
	}

	private static StackTraceElement frame(String type, String method) {
		return new StackTraceElement(type, method, "Test.java", 1);
	}

}
