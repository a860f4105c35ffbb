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

package io.github.gracefulshutdown.sample;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.gracefulshutdown.sample.OrderRepository.Order;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells whoever listens of each order.
 */
@Component
class OrderEvents {

	private final List<SseEmitter> listeners = new CopyOnWriteArrayList<>();

	SseEmitter listen() throws IOException {
		SseEmitter listener = new SseEmitter(0L);
		listener.onCompletion(() -> this.listeners.remove(listener));
		listener.send(SseEmitter.event().comment("listening"));
		this.listeners.add(listener);
		return listener;
	}

	void tell(Order order) {
		for (SseEmitter listener : this.listeners) {
			try {
				listener.send(order);
			}
			catch (IOException | IllegalStateException ex) {
				this.listeners.remove(listener);
			}
		}
	}

}
