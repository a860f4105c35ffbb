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

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Where the shutdown enters Spring. As the first listener of its own context's
 * {@link ContextClosedEvent} it runs lame duck and drain before schedulers and every
 * lifecycle phase stop; as the last lifecycle bean above connection factories it runs the
 * cleanup when nothing can produce work anymore. Stopping, pausing or restarting a
 * context that is not being closed is no shutdown.
 *
 * @since 1.0.0
 */
public final class GracefulShutdownLifecycle
		implements SmartLifecycle, ApplicationListener<ContextClosedEvent>, Ordered, DisposableBean {

	/**
	 * Just above connection factories, which are in phase 0 and stop later.
	 */
	static final int PHASE = 1;

	private final GracefulShutdown shutdown;

	private final ApplicationContext context;

	private volatile boolean running;

	private volatile boolean closing;

	/**
	 * Creates the lifecycle of the shutdown of a context.
	 * @param shutdown the shutdown
	 * @param context its context
	 */
	public GracefulShutdownLifecycle(GracefulShutdown shutdown, ApplicationContext context) {
		this.shutdown = shutdown;
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.closing = true;
			// Spring stops only what runs, and a context that was stopped before it is
			// closed has to be cleaned up as well
			this.running = true;
			this.shutdown.quiesce(ShutdownTrigger.Type.CONTEXT_CLOSED);
			this.shutdown.beforeClose(true);
		}
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		try {
			if (this.closing) {
				this.shutdown.cleanUp();
			}
		}
		finally {
			this.running = false;
		}
	}

	@Override
	public void stop(Runnable callback) {
		try {
			stop();
		}
		finally {
			callback.run();
		}
	}

	@Override
	public void destroy() {
		this.shutdown.afterClose();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
