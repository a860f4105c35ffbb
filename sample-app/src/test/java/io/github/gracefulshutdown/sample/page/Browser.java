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

package io.github.gracefulshutdown.sample.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A headless Chromium of this machine.
 */
final class Browser implements AutoCloseable {

	static final Path PROGRAM = Path.of("/usr/bin/chromedriver");

	private final ChromeDriver driver;

	/**
	 * Starts it.
	 * @param profile an empty directory
	 */
	Browser(Path profile) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary("/usr/bin/chromium");
		// Root has no sandbox, and nothing but the page is to be loaded
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
				"--disable-sync", "--user-data-dir=" + profile);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(PROGRAM.toFile())
			.usingAnyFreePort()
			.build();
		this.driver = new ChromeDriver(service, options);
	}

	/**
	 * Lets the screen be another one.
	 * @param width its width in CSS pixels
	 * @param scheme {@code light} or {@code dark}
	 * @return this browser
	 */
	Browser onScreen(int width, String scheme) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 500));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		return this;
	}

	void open(String url) {
		this.driver.get(url);
	}

	String title() {
		return this.driver.getTitle();
	}

	// In one command each, as the page may reload itself between two

	String text() {
		return evaluate("document.body.innerText").toString();
	}

	List<String> texts(String selector) {
		List<?> texts = (List<?>) this.driver.executeScript(
				"return [...document.querySelectorAll(arguments[0])].map((element) => element.innerText)", selector);
		return texts.stream().map(Object::toString).toList();
	}

	String background() {
		return evaluate("getComputedStyle(document.body).backgroundColor").toString();
	}

	/**
	 * Finds what is not all to be seen, without scrolling to the side.
	 * @return the elements, none if all is well
	 */
	List<?> cutOff() {
		return (List<?>) this.driver.executeScript("""
				const width = document.documentElement.clientWidth;
				return [...document.querySelectorAll('body *')]
					.filter((element) => element.getBoundingClientRect().right > width + 1
						|| (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0))
					.map((element) => element.outerHTML.substring(0, 200));
				""");
	}

	/**
	 * Runs a script in the page.
	 * @param expression what is evaluated
	 * @return its value
	 */
	Object evaluate(String expression) {
		return this.driver.executeScript("return " + expression);
	}

	/**
	 * Keeps what is to be seen, as long as the page is.
	 * @param file where
	 * @throws IOException if it cannot be kept
	 */
	void keepScreenshot(Path file) throws IOException {
		long width = (Long) evaluate("document.documentElement.clientWidth");
		long height = (Long) evaluate("document.documentElement.scrollHeight");
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
		Files.createDirectories(file.getParent());
		Files.write(file, this.driver.getScreenshotAs(OutputType.BYTES));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
