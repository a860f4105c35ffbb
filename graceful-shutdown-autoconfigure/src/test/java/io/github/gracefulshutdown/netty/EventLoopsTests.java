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

package io.github.gracefulshutdown.netty;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link EventLoops}.
 */
class EventLoopsTests {

	private final ReactorResourceFactory factory = mock();

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final EventLoops loops = new EventLoops(this.beans);

	@Test
	void doesNotWaitOnceTheDrainHasBegun() {
		this.beans.registerSingleton("used", this.factory);
		this.beans.registerBeanDefinition("unused", new RootBeanDefinition(ReactorResourceFactory.class));
		this.loops.shutdownStarted();
		then(this.factory).shouldHaveNoInteractions();
		this.loops.drainStarted();
		then(this.factory).should().setShutdownQuietPeriod(Duration.ZERO);
		assertThat(this.beans.containsSingleton("unused")).isFalse();
	}

}
