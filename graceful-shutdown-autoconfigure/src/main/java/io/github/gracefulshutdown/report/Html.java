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

package io.github.gracefulshutdown.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML in which no value can be mistaken for markup.
 */
final class Html {

	private final StringBuilder html = new StringBuilder(4096);

	private final Deque<String> open = new ArrayDeque<>();

	/**
	 * Begins an element.
	 * @param name the name of the element
	 * @param attributes names and values of its attributes, by turns
	 * @return this
	 */
	Html begin(String name, Object... attributes) {
		empty(name, attributes);
		this.open.push(name);
		return this;
	}

	/**
	 * Writes an element that has no content.
	 * @param name the name of the element
	 * @param attributes names and values of its attributes, by turns
	 * @return this
	 */
	Html empty(String name, Object... attributes) {
		this.html.append('<').append(name);
		for (int i = 0; i < attributes.length; i += 2) {
			this.html.append(' ').append(attributes[i]).append("=\"");
			escape(String.valueOf(attributes[i + 1]));
			this.html.append('"');
		}
		this.html.append('>');
		return this;
	}

	/**
	 * Ends the element that was begun last.
	 * @return this
	 */
	Html end() {
		this.html.append("</").append(this.open.pop()).append('>');
		return this;
	}

	/**
	 * Writes an element with a text.
	 * @param name the name of the element
	 * @param text the text
	 * @param attributes names and values of its attributes, by turns
	 * @return this
	 */
	Html element(String name, Object text, Object... attributes) {
		begin(name, attributes);
		escape(String.valueOf(text));
		return end();
	}

	/**
	 * Writes what is HTML, or CSS, already.
	 * @param markup nothing that comes from outside
	 * @return this
	 */
	Html markup(String markup) {
		this.html.append(markup);
		return this;
	}

	private void escape(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '&' -> this.html.append("&amp;");
				case '<' -> this.html.append("&lt;");
				case '>' -> this.html.append("&gt;");
				case '"' -> this.html.append("&quot;");
				case '\'' -> this.html.append("&#39;");
				// What HTML does not allow at all
				default -> this.html.append((Character.isISOControl(c) && c != '\n' && c != '\t') ? '\uFFFD' : c);
			}
		}
	}

	@Override
	public String toString() {
		return this.html.toString();
	}

}
