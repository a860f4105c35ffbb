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

package io.github.gracefulshutdown.test.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says how to start a process of a service: immutable, every method returns a new one.
 *
 * @param program what to run: options of the {@code java} command
 * @param directory where the process runs, with its database and its log
 * @param name the name of database and log
 * @param jvmOptions options of the JVM
 * @param arguments arguments of the application
 * @param environment environment variables
 * @since 1.0.0
 */
public record ServiceLauncher(List<String> program, Path directory, String name, List<String> jvmOptions,
		List<String> arguments, Map<String, String> environment) {

	/**
	 * Start from an archive.
	 * @param jar the executable archive
	 * @param directory where the process runs
	 * @param name the name of database and log
	 * @return a launcher
	 */
	public static ServiceLauncher of(Path jar, Path directory, String name) {
		return of(List.of("-jar", jar.toString()), directory, name);
	}

	/**
	 * Start from a main class on the class path of this process.
	 * @param main the class
	 * @param directory where the process runs
	 * @param name the name of database and log
	 * @return a launcher
	 */
	public static ServiceLauncher of(Class<?> main, Path directory, String name) {
		return of(List.of("-cp", System.getProperty("java.class.path"), main.getName()), directory, name);
	}

	/**
	 * Start from options of the {@code java} command.
	 * @param program the options, with what is to be run
	 * @param directory where the process runs
	 * @param name the name of its log
	 * @return a launcher
	 */
	public static ServiceLauncher of(List<String> program, Path directory, String name) {
		List<String> options = List.of("-Xms64m", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
		return new ServiceLauncher(program, directory, name, options, List.of("--server.port=0"), Map.of());
	}

	/**
	 * Replace the name of database and log.
	 * @param other the name
	 * @return a new launcher
	 */
	public ServiceLauncher named(String other) {
		return of(this.program, this.directory, other);
	}

	/**
	 * Replace the options of the JVM.
	 * @param options the options
	 * @return a new launcher
	 */
	public ServiceLauncher withJvmOptions(String... options) {
		return new ServiceLauncher(this.program, this.directory, this.name, List.of(options), this.arguments,
				this.environment);
	}

	/**
	 * Add arguments of the application, in place of those with the same key.
	 * @param more arguments such as {@code --key=value}
	 * @return a new launcher
	 */
	public ServiceLauncher with(String... more) {
		List<String> all = new ArrayList<>(this.arguments);
		for (String argument : more) {
			String key = argument.substring(0, argument.indexOf('=') + 1);
			all.removeIf((present) -> !key.isEmpty() && present.startsWith(key));
			all.add(argument);
		}
		return new ServiceLauncher(this.program, this.directory, this.name, this.jvmOptions, List.copyOf(all),
				this.environment);
	}

	/**
	 * Add an environment variable.
	 * @param variable its name
	 * @param value its value
	 * @return a new launcher
	 */
	public ServiceLauncher withEnvironment(String variable, String value) {
		Map<String, String> all = new TreeMap<>(this.environment);
		all.put(variable, value);
		return new ServiceLauncher(this.program, this.directory, this.name, this.jvmOptions, this.arguments,
				Map.copyOf(all));
	}

	/**
	 * Start a process without waiting for it.
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	public ServiceProcess start() throws IOException {
		return startUnder();
	}

	/**
	 * Start a process under another one without waiting for it.
	 * @param wrapper the command that runs the command after it, and ends it when killed
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	public ServiceProcess startUnder(String... wrapper) throws IOException {
		List<String> command = new ArrayList<>(List.of(wrapper));
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(this.jvmOptions);
		command.addAll(this.program);
		command.addAll(this.arguments);
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true);
		builder.environment().putAll(this.environment);
		ProcessOutput output = new ProcessOutput(this.directory.resolve(this.name + ".log"));
		boolean managementPort = this.arguments.stream()
			.anyMatch((argument) -> argument.startsWith("--management.server.port="));
		return new ServiceProcess(builder.start(), output, managementPort);
	}

}
