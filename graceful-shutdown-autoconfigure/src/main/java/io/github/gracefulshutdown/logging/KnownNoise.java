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

package io.github.gracefulshutdown.logging;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Stream;

/**
 * What libraries say only because the application stops: read in their sources, in the
 * versions that Spring Boot 4.1.0 brings. Each rule is as narrow as the line: the logger,
 * the level, and either the text or the text and the exception. What is not here on
 * purpose says that something was lost or is in the way.
 * <p>
 * H2 says nothing to the log by itself, and JMS containers only what is worth reading.
 */
final class KnownNoise {

	static final List<MuteRule> RULES = Stream
		.of(tomcat(), tomcatWebapp(), jetty(), netty(), springMvc(), scheduling(), pools(), kafka(), rabbit(),
				messaging(), cloud(), grpc())
		.flatMap(List::stream)
		.toList();

	/**
	 * A logger that has noise.
	 */
	static final String EXAMPLE = "org.springframework.boot.tomcat.GracefulShutdown";

	private static final String CONTAINER = "org.apache.catalina.core.ContainerBase.[Tomcat]";

	private KnownNoise() {
	}

	private static List<MuteRule> tomcat() {
		return List.of(webServer(EXAMPLE),
				// StandardService.stopInternal
				MuteRule.of("org.apache.catalina.core.StandardService", Level.INFO, "Stopping service ["),
				// AbstractProtocol.pause, stop and destroy, by the logger of each
				// protocol
				MuteRule.of("org.apache.coyote", Level.INFO, "Pausing ProtocolHandler [", "Stopping ProtocolHandler [",
						"Destroying ProtocolHandler ["),
				// AbstractEndpoint.processSocket, by the logger of each endpoint: the
				// executor is gone already. Not where it is full
				MuteRule.of("org.apache.tomcat.util.net", Level.WARNING, Causes::isRefusedAtShutdown,
						"Executor rejected socket ["),
				// StandardWrapperValve.invoke, by the logger of the servlet: a client
				// that has hung up. A bare ClientAbortException is DEBUG there, but not
				// one that Spring has replaced or that is the cause of another exception
				MuteRule.of(CONTAINER, Level.ERROR, Causes::isClientGone, "Servlet.service() for servlet ["),
				// CoyoteAdapter.asyncDispatch: the same, when an asynchronous request
				// goes on
				MuteRule.of("org.apache.catalina.connector.CoyoteAdapter", Level.ERROR, Causes::isClientGone,
						"Exception while processing an asynchronous request"));
	}

	// Spring Boot's GracefulShutdown of each web server. Not "Graceful shutdown aborted
	// with one or more requests still active"
	private static MuteRule webServer(String logger) {
		return MuteRule.of(logger, Level.INFO, "Commencing graceful shutdown. Waiting for active requests to complete",
				"Graceful shutdown complete");
	}

	private static List<MuteRule> netty() {
		return List.of(webServer("org.springframework.boot.reactor.netty.GracefulShutdown"));
	}

	private static List<MuteRule> tomcatWebapp() {
		String loader = "org.apache.catalina.loader.WebappClassLoaderBase";
		return List.of(
				// WebappClassLoaderBase.clearReferences...: a memory leak in a process
				// that ends. Not "is still processing a request that has yet to finish"
				MuteRule.of(loader, Level.WARNING, "] appears to have started a thread named [",
						"] appears to have started a TimerThread named [", "] registered the JDBC driver ["),
				MuteRule.of(loader, Level.ERROR, "] created a ThreadLocal with key of type ["),
				// checkStateForResourceLoading, with a stack trace: a thread that has
				// outlived the web application looks for a class
				MuteRule.of(loader, Level.INFO,
						"Illegal access: this web application instance has been stopped already."),
				// StandardWrapper.unload: a request is still there, which the drain has
				// named
				MuteRule.of("org.apache.catalina.core.StandardWrapper", Level.INFO,
						"instance(s) to be deallocated for Servlet ["));
	}

	private static List<MuteRule> jetty() {
		return List.of(webServer("org.springframework.boot.jetty.GracefulShutdown"),
				// doStop of AbstractConnector, Server and ServletContextHandler
				MuteRule.of("org.eclipse.jetty.server.AbstractConnector", Level.INFO, "Stopped "),
				MuteRule.of("org.eclipse.jetty.server.Server", Level.INFO, "Stopped "),
				MuteRule.of("org.eclipse.jetty.ee11.servlet.ServletContextHandler", Level.INFO, "Stopped "),
				// FrameworkServlet.destroy, by the logger of the servlet context
				MuteRule.of("org.eclipse.jetty.server.handler.ContextHandler", Level.INFO,
						"Destroying Spring FrameworkServlet '"));
	}

	private static List<MuteRule> grpc() {
		return List.of(
				// GrpcServerLifecycle.stopAndReleaseGrpcServer
				MuteRule.of("org.springframework.grpc.server.lifecycle.GrpcServerLifecycle", Level.INFO,
						"Completed gRPC server shutdown"),
				// HealthServiceImpl.enterTerminalState, with a stack trace: Spring Boot
				// destroys it, and it was told at the trigger
				MuteRule.of("io.grpc.protobuf.services.HealthServiceImpl", Level.WARNING, "Already terminating"));
	}

	private static List<MuteRule> springMvc() {
		String resolver = "org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver";
		return List.of(
				// handleHttpMessageNotWritable, with the text of
				// StandardServletAsyncWebRequest: a client that hangs up before it has
				// the whole body
				new MuteRule(resolver,
						(line) -> line.level() == Level.WARNING
								&& line.message().get().startsWith("Ignoring exception, response committed already: ")
								&& line.message().get().contains("ServletOutputStream failed to ")),
				// The same, with the text of writeWithMessageConverters: the error page
				// of an event stream whose client had gone when it was completed
				MuteRule.of(resolver, Level.WARNING,
						"No converter for [class java.util.LinkedHashMap] with preset Content-Type 'text/event-stream'"));
	}

	private static List<MuteRule> scheduling() {
		String quartz = "org.quartz.core.QuartzScheduler";
		return List.of(
				// TaskUtils.LoggingErrorHandler: what a scheduled task hands to an
				// executor that has been shut down. Any other failure of a task stays
				MuteRule.of("org.springframework.scheduling.support.TaskUtils$LoggingErrorHandler", Level.ERROR,
						Causes::isRefusedAtShutdown, "Unexpected error occurred in scheduled task"),
				// QuartzScheduler.standby and shutdown
				MuteRule.of(quartz, Level.INFO, " paused.", " shutting down.", " shutdown complete."),
				// SchedulerFactoryBean.destroy
				MuteRule.of("org.springframework.scheduling.quartz.SchedulerFactoryBean", Level.INFO,
						"Shutting down Quartz Scheduler"));
	}

	private static List<MuteRule> pools() {
		return List.of(
				// HikariDataSource.close. Not "Interrupted during closing"
				MuteRule.of("com.zaxxer.hikari.HikariDataSource", Level.INFO, " - Shutdown initiated...",
						" - Shutdown completed."),
				// EmbeddedDatabaseFactory.shutdownDatabase
				MuteRule.of("org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseFactory", Level.INFO,
						"Shutting down embedded database"),
				// AbstractEntityManagerFactoryBean.destroy, by the logger of its subclass
				MuteRule.of("org.springframework.orm.jpa", Level.INFO,
						"Closing JPA EntityManagerFactory for persistence unit"));
	}

	private static List<MuteRule> kafka() {
		String internals = "org.apache.kafka.clients.consumer.internals.";
		return List.of(
				// ClassicKafkaConsumer.unsubscribe
				MuteRule.of(internals + "ClassicKafkaConsumer", Level.INFO,
						"Unsubscribed all topics or patterns and assigned partitions"),
				// KafkaMessageListenerContainer.wrapUp and the rebalance listener of
				// AbstractMessageListenerContainer
				MuteRule.of("org.springframework.kafka.listener.KafkaMessageListenerContainer", Level.INFO,
						": Consumer stopped", ": partitions revoked: "),
				// AbstractCoordinator.maybeLeaveGroup and resetGenerationOnLeaveGroup,
				// which the classic consumer logs as ConsumerCoordinator. Not any other
				// reason
				MuteRule.of(internals + "ConsumerCoordinator", Level.INFO, "sending LeaveGroup request to coordinator",
						"due to: consumer pro-actively leaving the group"),
				MuteRule.of(internals + "ConsumerRebalanceListenerInvoker", Level.INFO,
						"Revoke previously assigned partitions"),
				// The consumer of the newer protocol
				MuteRule.of(internals + "AsyncKafkaConsumer", Level.INFO, "Completed leaving the group"),
				MuteRule.of(internals + "ConsumerMembershipManager", Level.INFO,
						"is triggering callbacks to release assignment"),
				MuteRule.of("org.apache.kafka.clients.producer.KafkaProducer", Level.INFO,
						"Closing the Kafka producer with"),
				// Metrics.close and AppInfoParser.unregisterAppInfo
				MuteRule.of("org.apache.kafka.common.metrics.Metrics", Level.INFO, "Metrics scheduler closed",
						"Closing reporter ", "Metrics reporters closed"),
				MuteRule.of("org.apache.kafka.common.utils.AppInfoParser", Level.INFO, "unregistered"));
	}

	private static List<MuteRule> rabbit() {
		String listener = "org.springframework.amqp.rabbit.listener.";
		return List.of(
				// SimpleMessageListenerContainer.doShutdown. Not "Workers not finished."
				MuteRule.of(listener + "SimpleMessageListenerContainer", Level.INFO, "Waiting for workers to finish.",
						"Successfully waited for workers to finish.",
						"Shutdown ignored - container is already stopped"),
				// DirectMessageListenerContainer.doShutdown. Not "Consumers not
				// finished."
				MuteRule.of(listener + "DirectMessageListenerContainer", Level.INFO,
						"Successfully waited for consumers to finish."));
	}

	private static List<MuteRule> messaging() {
		return List.of(
				// AbstractBrokerMessageHandler.stop and publishBrokerUnavailableEvent,
				// by the loggers of its two subclasses
				MuteRule.of("org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler", Level.INFO,
						"Stopping...", "Stopped.", "BrokerAvailabilityEvent[available=false,"),
				MuteRule.of("org.springframework.messaging.simp.stomp.StompBrokerRelayMessageHandler", Level.INFO,
						"Stopping...", "Stopped."),
				// EventDrivenConsumer.stop of Spring Integration, and its channel
				MuteRule.of("org.springframework.integration.endpoint.EventDrivenConsumer", Level.INFO, "Removing {",
						"stopped bean '"),
				MuteRule.of("org.springframework.integration.channel", Level.INFO, "' has 0 subscriber(s)."),
				// AbstractPollingEndpoint.createPoller, each time, as the shutdown has
				// paused it, and stop
				MuteRule.of("org.springframework.integration.endpoint.SourcePollingChannelAdapter", Level.INFO,
						"Polling disabled while 'maxMessagesPerPoll == 0'", "stopped bean '"));
	}

	private static List<MuteRule> cloud() {
		return List.of(
				// AbstractEndpoint.stop of Spring Integration, of what the binders of
				// Spring Cloud Stream receive with, and the channel of their errors
				MuteRule.of("org.springframework.integration.amqp.inbound.AmqpInboundChannelAdapter", Level.INFO,
						"stopped bean '"),
				MuteRule.of("org.springframework.integration.kafka.inbound.KafkaMessageDrivenChannelAdapter",
						Level.INFO, "stopped "),
				MuteRule.of("org.springframework.cloud.stream.binder.BinderErrorChannel", Level.INFO,
						"' has 1 subscriber(s).", "' has 0 subscriber(s)."),
				// As KafkaMessageListenerContainer, of which this is a subclass
				MuteRule.of("org.springframework.cloud.stream.binder.kafka.KafkaMessageChannelBinder$2", Level.INFO,
						": partitions revoked: "),
				// AbstractMessageListenerContainer.stop of SQS
				MuteRule.of("io.awspring.cloud.sqs.listener.AbstractMessageListenerContainer", Level.INFO, " stopped"));
	}

}
