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

package io.github.gracefulshutdown.benchmarks;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.gracefulshutdown.Job;
import io.github.gracefulshutdown.JobTracker;
import io.github.gracefulshutdown.ShutdownState;
import io.github.gracefulshutdown.ShutdownStateChangedEvent;
import org.apache.coyote.http2.Http2Protocol;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * An application with as much active work as somebody wants, which it ends on demand. It
 * has no thread for any of it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class ScaleApplication {

	/**
	 * How many requests may share a connection.
	 */
	static final int STREAMS = 1000;

	private final Queue<DeferredResult<String>> requests = new ConcurrentLinkedQueue<>();

	private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();

	private final JobTracker tracker;

	ScaleApplication(JobTracker tracker) {
		this.tracker = tracker;
	}

	public static void main(String[] args) {
		SpringApplication.run(ScaleApplication.class, args);
	}

	@Bean
	static WebServerFactoryCustomizer<TomcatServletWebServerFactory> manyStreams() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> {
			for (var protocol : connector.findUpgradeProtocols()) {
				((Http2Protocol) protocol).setMaxConcurrentStreams(STREAMS);
			}
		});
	}

	@GetMapping("/hello")
	String hello() {
		return "hello";
	}

	@GetMapping("/requests")
	DeferredResult<String> request() {
		DeferredResult<String> result = new DeferredResult<>(0L);
		this.requests.add(result);
		return result;
	}

	@GetMapping("/streams")
	SseEmitter stream() throws IOException {
		SseEmitter emitter = new SseEmitter(0L);
		emitter.send("hello");
		return emitter;
	}

	@PostMapping("/jobs")
	void jobs(@RequestParam int count) {
		for (int i = 0; i < count; i++) {
			this.jobs.add(this.tracker.start("job", Integer.toString(i)));
		}
	}

	@PostMapping("/release")
	void release() {
		new Thread(() -> {
			this.requests.forEach((request) -> request.setResult("done"));
			this.jobs.forEach(Job::close);
			System.out.println("released at " + System.nanoTime());
		}).start();
	}

	@EventListener
	void stateChanged(ShutdownStateChangedEvent event) {
		if (event.to() == ShutdownState.STOPPING) {
			System.out.println("entered STOPPING at " + System.nanoTime());
		}
	}

}
