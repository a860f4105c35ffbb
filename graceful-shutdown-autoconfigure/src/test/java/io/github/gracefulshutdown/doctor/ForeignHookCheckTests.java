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

package io.github.gracefulshutdown.doctor;

import java.util.Optional;
import java.util.StringJoiner;

import io.github.gracefulshutdown.LogEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ForeignHookCheck} and {@link ForeignHook}.
 */
class ForeignHookCheckTests {

	private static final String SWITCH = "foreign-hook-check-tests.hook";

	private static final ForeignHook OF_BEAN = ForeignHook.ofBean("Joiner", "the joiner", "java.util.StringJoiner",
			SWITCH, "off");

	private final MockEnvironment environment = new MockEnvironment();

	private final GenericApplicationContext context = new GenericApplicationContext();

	@BeforeEach
	void refresh() {
		this.context.setEnvironment(this.environment);
		this.context.registerBean("joiner", Object.class, () -> new StringJoiner(","));
		this.context.refresh();
	}

	@AfterEach
	void close() {
		this.context.close();
		System.clearProperty(SWITCH);
	}

	@Test
	void findsHookWhenBeanIsPresent() {
		assertThat(check(OF_BEAN)).hasValueSatisfying((finding) -> {
			assertThat(finding.id()).isEqualTo("doctor-foreign-hook");
			assertThat(finding.text()).contains("hook of Joiner closes the joiner", "-D" + SWITCH + "=off");
			assertThat(finding.fields()).containsEntry("shutdown.event", "doctor-foreign-hook")
				.containsEntry("shutdown.library", "Joiner");
		});
	}

	@Test
	void findsNothingWhenHookIsSwitchedOff() {
		System.setProperty(SWITCH, "OFF");
		assertThat(check(OF_BEAN)).isEmpty();
	}

	@Test
	void findsNothingWhenNoHookRunsAtSignal() {
		assertThat(new ForeignHookCheck(OF_BEAN, this.context, () -> false).run()).isEmpty();
	}

	@Test
	void findsNothingWhenClassIsPresentWithoutBean() {
		assertThat(check(ForeignHook.ofBean("List", "the list", "java.util.LinkedList", SWITCH, "off"))).isEmpty();
	}

	@Test
	void findsNothingWhenClassIsAbsent() {
		assertThat(check(ForeignHook.ofBean("None", "none", "com.example.None", SWITCH, "off"))).isEmpty();
	}

	@Test
	void findsNoKnownHookWithoutTheirLibraries() {
		assertThat(ForeignHook.KNOWN).extracting(ForeignHook::library)
			.containsExactly("H2", "Hazelcast", "Apache Ignite", "Apache Geode");
		assertThat(ForeignHook.KNOWN).noneMatch((hook) -> hook.isRegistered(this.context));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:./orders", "jdbc:h2:file:./orders;WRITE_DELAY=0", "jdbc:h2:~/tcp:orders",
			"jdbc:h2:file:./orders;db_close_on_exit=true" })
	void findsHookOfPersistentH2(String url) {
		this.environment.setProperty("spring.datasource.url", url);
		assertThat(check(ForeignHook.KNOWN.get(0))).hasValueSatisfying(
				(finding) -> assertThat(finding.text()).contains("hook of H2", ";DB_CLOSE_ON_EXIT=FALSE"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:orders", "jdbc:h2:tcp://localhost/orders", "jdbc:h2:ssl://localhost/orders",
			"jdbc:h2:file:./orders;db_close_on_exit=false;WRITE_DELAY=0", "jdbc:postgresql:h2" })
	void findsNothingWhenDatabaseIsNotClosed(String url) {
		this.environment.setProperty("spring.datasource.url", url);
		assertThat(check(ForeignHook.KNOWN.get(0))).isEmpty();
	}

	private Optional<LogEvent> check(ForeignHook hook) {
		return new ForeignHookCheck(hook, this.context, () -> true).run();
	}

}
