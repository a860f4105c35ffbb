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

package io.github.gracefulshutdown;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists all types that are public outside of the auto-configuration.
 */
class PublicApiTests {

	private static final String ROOT = "io.github.gracefulshutdown";

	private static final String AUTOCONFIGURE = ROOT + ".autoconfigure";

	/**
	 * What users and features may name. A type that is added here is a promise.
	 */
	private static final Map<String, Set<String>> PUBLIC = Map.ofEntries(Map.entry("", Set.of("ActiveJob", "ActiveJobs",
			"ActiveRequest", "ActiveRequests", "ActiveWork", "CleanupTask", "CleanupTasks", "CleanupTasks$Name",
			"EventLog", "EventStreamPolicy", "ExistingBeans", "Farewells", "Job", "JobTracker", "NoShutdown",
			"ShutdownInProgressException", "ShutdownSignal", "ShutdownReport$HandBack", "ShutdownReport$InterruptedJob",
			"ShutdownReport$Job", "LogEvent", "LogMute", "LogEvent$Level", "HandledSignals", "HostProcess",
			"ProcessEnd", "ReportWriter", "ShutdownReport$End", "ShutdownSettings$End", "ShutdownSettings$ExitCodes",
			"GracefulShutdown", "GracefulShutdownLifecycle", "HostApplication", "LastLook", "LateRequests",
			"LifecycleBeans", "ShutdownClock", "ShutdownCompletedEvent", "ShutdownConfigurationException", "OldestWork",
			"PreviousShutdown", "ShutdownOutcome", "ShutdownParticipant", "ShutdownPhase", "ShutdownReport",
			"ShutdownReport$Budget", "ShutdownReport$Cleanup", "ShutdownReport$Jobs", "ShutdownReport$Request",
			"ShutdownReport$Requests", "ShutdownReport$Stage", "ShutdownReport$Task", "ShutdownReport$TaskOutcome",
			"ShutdownSettings", "ShutdownSettings$Cleanup", "ShutdownSettings$Drain", "ShutdownSettings$LameDuck",
			"ShutdownStartedEvent", "ShutdownState", "ShutdownStateChangedEvent", "ShutdownTask", "ShutdownTrigger",
			"ShutdownTrigger$Type", "Texts", "WaitPoint", "WebSocketPolicy")),
			Map.entry(".actuate", Set.of("ShutdownStatusDescriptor", "ShutdownStatusDescriptor$Jobs",
					"ShutdownStatusDescriptor$Requests", "ShutdownStatusEndpoint", "ShutdownStatusPathMapper",
					"ShutdownStatusWebExtension", "ShutdownTriggerExtension", "ShutdownTriggerExtension$Answer")),
			Map.entry(".availability", Set.of("ReadinessListener", "ReadinessRefusal")),
			Map.entry(".cleanup", Set.of("ShutdownTasks")), Map.entry(".discovery", Set.of("ServiceRegistrations")),
			Map.entry(".doctor", Set.of("SignalPathDoctor")),
			Map.entry(".grpc", Set.of("ActiveCalls", "GrpcServers", "ServingStatus")),
			Map.entry(".integration", Set.of("SourcePollers")), Map.entry(".jetty", Set.of("JettyConnectors")),
			Map.entry(".logging", Set.of("FluentEventLog", "Log4j2Mute", "LogbackMute")),
			Map.entry(".metrics", Set.of("LastScrape", "LastScrapeFilter", "LastScrapeWebFilter", "ShutdownMetrics")),
			Map.entry(".messaging",
					Set.of("JmsListeners", "KafkaBinderImmediateStop", "KafkaImmediateStop", "KafkaListeners",
							"RabbitListeners", "SqsListeners", "SqsShutdownTimeout")),
			Map.entry(".netty",
					Set.of("ActiveRequestDecorator", "EventLoops", "EventStreams", "NettyConnections",
							"WebSocketSessions")),
			Map.entry(".recycle", Set.of("RecycleLimits", "Recycling")),
			Map.entry(".report",
					Set.of("ReportDirectory", "ReportJson", "ReportPage", "ReportPage$Details", "ServiceInstance",
							"TerminationMessage")),
			Map.entry(".servlet",
					Set.of("ActiveRequestFilter", "AsyncInterceptors", "EventStreams", "ExchangeValve", "IgnoredPaths",
							"ServingListener")),
			Map.entry(".signal", Set.of("ShutdownSignals", "StatusSignal")),
			Map.entry(".systemd", Set.of("NotifySocket", "ReadyNotification", "ShutdownNotification")),
			Map.entry(".startup",
					Set.of("RunnerWatch", "RunnerWatchPostProcessor", "RunnersJob", "StartupListener",
							"StartupTimeout")),
			Map.entry(".task",
					Set.of("BatchJobs", "BatchPostProcessor", "QuartzPostProcessor", "QuartzTriggers",
							"ScheduledTriggers", "SchedulerRuns", "TaskCounter", "TaskExecutorPostProcessor")),
			Map.entry(".tomcat", Set.of("TomcatConnectors")),
			Map.entry(".websocket", Set.of("WebSocketPostProcessor", "WebSocketSessions")),
			Map.entry(".webhook", Set.of("Webhook", "Webhook$When", "WebhookTarget")));

	@Test
	void onlyWhatIsPromisedIsPublic() {
		packages().filter((each) -> !each.getName().startsWith(AUTOCONFIGURE))
			.forEach((each) -> assertThat(publicTypes(each)).as("public types of " + each.getName())
				.isEqualTo(PUBLIC.getOrDefault(each.getName().substring(ROOT.length()), Set.of())));
	}

	private static Stream<JavaPackage> packages() {
		JavaPackage root = ArchitectureTests.CLASSES.getPackage(ROOT);
		return Stream.concat(Stream.of(root), root.getSubpackagesInTree().stream());
	}

	private static Set<String> publicTypes(JavaPackage each) {
		return each.getClasses()
			.stream()
			.filter(PublicApiTests::isVisible)
			.map((type) -> type.getName().substring(each.getName().length() + 1))
			.collect(Collectors.toSet());
	}

	private static boolean isVisible(JavaClass type) {
		return !type.isArray() && type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(PublicApiTests::isVisible).orElse(true);
	}

}
