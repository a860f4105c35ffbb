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

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.gracefulshutdown.ShutdownTrigger.Type;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessEnd}.
 */
class ProcessEndTests {

	private final ShutdownFixture fixture = new ShutdownFixture();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final FakeProcess process = this.fixture.process();

	private final AtomicBoolean cleaned = new AtomicBoolean();

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void shutsDownClosesAndExits() {
		GracefulShutdown shutdown = start(Type.RECYCLE);
		this.process.awaitEnd();
		assertThat(this.process.calls()).containsExactly("exit 10");
		assertThat(this.context.isActive()).isFalse();
		assertThat(shutdown.report().trigger()).extracting(ShutdownTrigger::type).isEqualTo(Type.RECYCLE);
	}

	@Test
	void exitCodeTellsTheOutcome() {
		this.fixture.tasks().add(1, "failing", () -> {
			throw new IllegalStateException("expected");
		});
		start(Type.ACTUATOR);
		this.process.awaitEnd();
		assertThat(this.process.calls()).containsExactly("exit 11");
	}

	@Test
	void exitsAlsoWhenTheApplicationCannotBeClosed() {
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		AnnotationConfigApplicationContext failing = new AnnotationConfigApplicationContext() {

			@Override
			public void close() {
				throw new IllegalStateException("expected");
			}

		};
		new ProcessEnd(shutdown, failing, TestSettings.EXIT_CODES, this.process).start(Type.ACTUATOR);
		this.process.awaitEnd();
		assertThat(this.process.calls()).containsExactly("exit 11");
	}

	@Test
	void listenerThatFailsDoesNotKeepTheApplicationFromBeingClosed() {
		this.fixture.tasks().add(1, "task", () -> this.cleaned.set(true));
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		// As
		// org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext
		AnnotationConfigApplicationContext telling = new AnnotationConfigApplicationContext() {

			@Override
			protected void doClose() {
				publishEvent("refusing traffic");
				super.doClose();
			}

		};
		telling.addApplicationListener((PayloadApplicationEvent<String> event) -> {
			throw new IllegalStateException("expected");
		});
		telling.registerBean(GracefulShutdownLifecycle.class, () -> new GracefulShutdownLifecycle(shutdown, telling));
		telling.refresh();
		new ProcessEnd(shutdown, telling, TestSettings.EXIT_CODES, this.process).start(Type.ACTUATOR);
		this.process.awaitEnd();
		assertThat(this.process.calls()).containsExactly("exit 10");
		assertThat(telling.isActive()).isFalse();
		assertThat(this.cleaned).isTrue();
	}

	// As where the start hangs, which Spring waits for until it is interrupted
	@Test
	void cleansUpWhereTheApplicationIsNotClosed() {
		this.fixture.tasks().add(1, "task", () -> this.cleaned.set(true));
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		AnnotationConfigApplicationContext open = new AnnotationConfigApplicationContext() {

			@Override
			public void close() {
			}

		};
		new ProcessEnd(shutdown, open, TestSettings.EXIT_CODES, this.process).start(Type.ACTUATOR);
		this.process.awaitEnd();
		assertThat(this.cleaned).isTrue();
	}

	private GracefulShutdown start(Type type) {
		GracefulShutdown shutdown = this.fixture.create(TestSettings.plain());
		this.context.registerBean(GracefulShutdownLifecycle.class,
				() -> new GracefulShutdownLifecycle(shutdown, this.context));
		this.context.refresh();
		new ProcessEnd(shutdown, this.context, TestSettings.EXIT_CODES, this.process).start(type);
		return shutdown;
	}

}
