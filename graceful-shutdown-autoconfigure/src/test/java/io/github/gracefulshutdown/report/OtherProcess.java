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

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that asks whether the record in a directory is locked.
 */
public final class OtherProcess {

	private OtherProcess() {
	}

	/**
	 * Asks and says.
	 * @param arguments the directory
	 * @throws IOException if it cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		ProcessRecord record = ProcessRecord.find(Path.of(arguments[0])).get(0);
		System.out.println("locked " + record.isLocked("2-b"));
	}

}
