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
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.sample.OrderRepository.Order;

import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Takes orders, shows them, and reports on them: slowly, as reports are.
 */
@RestController
class OrderController {

	private final OrderRepository orders;

	private final FulfilmentQueue queue;

	private final OrderEvents events;

	private final TaskScheduler scheduler;

	OrderController(OrderRepository orders, FulfilmentQueue queue, OrderEvents events, TaskScheduler scheduler) {
		this.orders = orders;
		this.queue = queue;
		this.events = events;
		this.scheduler = scheduler;
	}

	@PostMapping("/orders")
	ResponseEntity<Order> take(@RequestBody NewOrder order, @RequestParam(defaultValue = "0") long work) {
		Order taken = this.orders.add(order.item(), order.quantity(), work);
		this.events.tell(taken);
		return ResponseEntity.created(URI.create("/orders/" + taken.id())).body(taken);
	}

	@GetMapping("/orders/events")
	SseEmitter events() throws IOException {
		return this.events.listen();
	}

	@GetMapping("/orders/{id}")
	ResponseEntity<Order> show(@PathVariable long id) {
		return ResponseEntity.of(this.orders.find(id));
	}

	@GetMapping("/report")
	Report report(@RequestParam long ms) throws InterruptedException {
		new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
		return report();
	}

	private Report report() {
		return new Report(this.orders.count(), this.queue.waiting());
	}

	@GetMapping("/report-async")
	DeferredResult<Report> reportAsync(@RequestParam long ms) {
		DeferredResult<Report> result = new DeferredResult<>(ms + 60_000);
		Future<?> report = this.scheduler.schedule(() -> result.setResult(report()), Instant.now().plusMillis(ms));
		result.onTimeout(() -> report.cancel(true));
		return result;
	}

	record NewOrder(String item, int quantity) {

		NewOrder {
			Assert.isTrue(StringUtils.hasText(item) && quantity > 0, "An order needs an item and a quantity");
		}

	}

	record Report(long orders, long waiting) {
	}

}
