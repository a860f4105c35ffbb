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

import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClosingResponses}.
 */
class ClosingResponsesTests {

	private final AtomicBoolean time = new AtomicBoolean();

	private final EmbeddedChannel channel = new EmbeddedChannel(new ClosingResponses(this.time::get));

	@Test
	void sayCloseWhenItIsTime() {
		assertThat(connection(HttpResponseStatus.OK)).isNull();
		this.time.set(true);
		assertThat(connection(HttpResponseStatus.OK)).isEqualTo("close");
		assertThat(connection(HttpResponseStatus.SERVICE_UNAVAILABLE)).isEqualTo("close");
	}

	@Test
	void moreIsToComeAfterWhatOnlyInforms() {
		this.time.set(true);
		assertThat(connection(HttpResponseStatus.CONTINUE)).isNull();
		assertThat(connection(HttpResponseStatus.SWITCHING_PROTOCOLS)).isNull();
	}

	@Test
	void theRestIsPassedOn() {
		this.time.set(true);
		this.channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
		assertThat(this.channel.<Object>readOutbound()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
	}

	private @Nullable String connection(HttpResponseStatus status) {
		this.channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, status));
		return this.channel.<HttpResponse>readOutbound().headers().get(HttpHeaderNames.CONNECTION);
	}

}
