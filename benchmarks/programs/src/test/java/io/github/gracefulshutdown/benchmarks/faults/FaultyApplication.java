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

package io.github.gracefulshutdown.benchmarks.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.gracefulshutdown.sample.deadline.StubbornApplication;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application in which each {@link Fault} can be switched on by a property. Those that
 * only take their time are the {@link StubbornApplication}'s.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ StubbornApplication.class, FaultyCallbacks.class, FaultyActuator.class, FaultyLog.class, FaultyWork.class })
@RestController
public class FaultyApplication {

	private static final int LARGE = 32 * 1024 * 1024;

	private static final byte[] CHUNK = new byte[64 * 1024];

	static {
		Arrays.fill(CHUNK, (byte) 'x');
	}

	public static void main(String[] args) {
		StubbornApplication.run(FaultyApplication.class, args);
	}

	@GetMapping("/quick")
	String quick(@RequestParam String id) {
		return "quick " + id;
	}

	@GetMapping("/wait")
	String waiting(@RequestParam String id, @RequestParam long ms) throws InterruptedException {
		new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
		return "waited " + id;
	}

	@GetMapping("/large")
	void large(HttpServletResponse response) throws IOException {
		response.setContentLength(LARGE);
		OutputStream stream = response.getOutputStream();
		for (int written = 0; written < LARGE; written += CHUNK.length) {
			stream.write(CHUNK);
		}
	}

	@PostMapping("/body")
	String body(@RequestBody String body) {
		return body;
	}

	@GetMapping("/memory")
	int memory() {
		// More than there can be: fails at once, and takes nothing from others
		return new long[Integer.MAX_VALUE].length;
	}

	@GetMapping("/overflow")
	int overflow() {
		return 1 + overflow();
	}

}
