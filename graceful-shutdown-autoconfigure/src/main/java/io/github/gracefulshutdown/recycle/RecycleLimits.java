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

package io.github.gracefulshutdown.recycle;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import io.github.gracefulshutdown.ShutdownConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * After how much the process is recycled.
 *
 * @param maxRequests the number of requests, or {@code null} for any
 * @param maxUptime the time since the application became ready, or {@code null} for any
 * @since 1.0.0
 */
public record RecycleLimits(@Nullable Long maxRequests, @Nullable Duration maxUptime) {

	private static final Duration LONGEST = Duration.ofDays(36_500);

	private static final String PREFIX = "graceful-shutdown.recycle.";

	/**
	 * Creates limits.
	 * @param maxRequests the number of requests, or {@code null} for any
	 * @param maxUptime the time since the application became ready, or {@code null} for
	 * any
	 * @throws ShutdownConfigurationException if one is not more than zero, or the time is
	 * more than a hundred years
	 */
	public RecycleLimits {
		if (maxRequests != null && maxRequests <= 0) {
			throw refusal("max-requests", maxRequests, "is not more than zero",
					"Set it to the number of requests to serve, or leave it out to switch it off.");
		}
		if (maxUptime != null && (maxUptime.isNegative() || maxUptime.isZero())) {
			throw refusal("max-uptime", maxUptime, "is not more than zero",
					"Set it to a time, as 12h, or leave it out to switch it off.");
		}
		if (maxUptime != null && maxUptime.compareTo(LONGEST) > 0) {
			throw refusal("max-uptime", maxUptime, "is longer than a hundred years",
					"Set it to a time, as 12h, or leave it out to switch it off.");
		}
	}

	/**
	 * Adds a random share to each limit, so that instances that start together do not
	 * stop together.
	 * @param jitter the largest share, from 0 to 1
	 * @param random where random numbers come from, from 0 to 1
	 * @return new limits
	 * @throws ShutdownConfigurationException if the jitter is no share
	 */
	public RecycleLimits plus(double jitter, DoubleSupplier random) {
		if (!(jitter >= 0 && jitter <= 1)) {
			throw refusal("jitter", jitter, "is no share from 0 to 1",
					"It is a share of the limits and not a count: set it to 0.1 to add up to 10%.");
		}
		double share = jitter * random.getAsDouble();
		return new RecycleLimits((this.maxRequests != null) ? plus(this.maxRequests, share) : null,
				(this.maxUptime != null) ? Duration.ofMillis(plus(this.maxUptime.toMillis(), share)) : null);
	}

	private static long plus(long limit, double share) {
		return limit + Math.round(limit * share);
	}

	private static ShutdownConfigurationException refusal(String key, Object value, String why, String action) {
		return new ShutdownConfigurationException("'%s%s' is %s, which %s.".formatted(PREFIX, key, value, why), action);
	}

}
