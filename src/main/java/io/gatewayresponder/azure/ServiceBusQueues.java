package io.gatewayresponder.azure;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.workflow.Ports;
import io.gatewayresponder.workflow.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The queues {@code alerts} and {@code resolutions} on Azure Service Bus. One connection and one
 * sender for each queue, made when first needed and kept: opening them costs seconds, sending
 * milliseconds. The SDK opens a broken connection again by itself.
 */
final class ServiceBusQueues implements Ports.Queues, AutoCloseable {
  private static final String ALERTS = "alerts";
  private static final String RESOLUTIONS = "resolutions";

  /**
   * For a send with all its tries, and the opening of a connection where there is none. Whoever
   * waits has to answer Azure Monitor, which waits about ten seconds.
   */
  static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

  /** Refusals that the next try would meet, too. */
  private static final Set<ServiceBusFailureReason> FINAL =
      Set.of(
          ServiceBusFailureReason.UNAUTHORIZED,
          ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND,
          ServiceBusFailureReason.MESSAGING_ENTITY_DISABLED,
          ServiceBusFailureReason.MESSAGE_SIZE_EXCEEDED);

  /**
   * A connection that was lost unnoticed takes the SDK a moment to be told apart from a good one.
   */
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Service Bus's own limit. */
  private static final int MAX_MESSAGE_ID = 128;

  private final ServiceBusClientBuilder builder;
  private final Clock clock;
  private @Nullable ServiceBusSenderClient alerts;
  private @Nullable ServiceBusSenderClient resolutions;

  ServiceBusQueues(AzureSettings.Connection connection, Clock clock) {
    this.clock = clock;
    this.builder =
        new ServiceBusClientBuilder()
            .retryOptions(
                new AmqpRetryOptions()
                    // The SDK adds four seconds to every pause, more than there is time for, and
                    // fails on a longest pause below that. So it tries once, and send repeats.
                    .setMaxRetries(0)
                    .setTryTimeout(SEND_TIMEOUT));
    if (connection instanceof AzureSettings.Connection.ByString by) {
      builder.connectionString(by.connectionString());
    } else if (connection instanceof AzureSettings.Connection.ByIdentity by) {
      builder.credential(by.endpoint(), Identities.of(by.clientId(), ArmPipeline.httpClient()));
    }
  }

  @Override
  public void alerts(String messageId, Ports.TriageMessage message, Instant notBefore) {
    send(ALERTS, alertsSender(), message(messageId, message, notBefore));
  }

  @Override
  public void resolutions(String messageId, Ports.GateMessage message, Instant notBefore) {
    String session = GatewayKey.ofIncident(message.incidentId()).value();
    send(
        RESOLUTIONS,
        resolutionsSender(),
        message(messageId, message, notBefore).setSessionId(session));
  }

  private ServiceBusMessage message(String messageId, Object body, Instant notBefore) {
    if (messageId.isEmpty() || messageId.length() > MAX_MESSAGE_ID) {
      throw new IllegalArgumentException("a message id has 1 to 128 characters");
    }
    ServiceBusMessage message =
        new ServiceBusMessage(BinaryData.fromBytes(Json.bytes(body)))
            .setMessageId(messageId)
            .setContentType("application/json");
    if (notBefore.isAfter(clock.instant())) {
      message.setScheduledEnqueueTime(notBefore.atOffset(ZoneOffset.UTC));
    }
    return message;
  }

  /** A message that arrives twice has one id: the queue drops the second, or its handler does. */
  private static void send(String queue, ServiceBusSenderClient sender, ServiceBusMessage message) {
    long end = System.nanoTime() + SEND_TIMEOUT.toNanos();
    while (true) {
      try {
        sender.sendMessage(message);
        return;
      } catch (RuntimeException e) {
        boolean again =
            e instanceof ServiceBusException refused && !FINAL.contains(refused.getReason());
        if (!again || System.nanoTime() + PAUSE.toNanos() > end) {
          String detail = ArmError.clip(String.valueOf(e.getMessage()), 300);
          throw new Unavailable("sending to queue " + queue + ": " + detail, e);
        }
      }
      Pause.of(PAUSE);
    }
  }

  private synchronized ServiceBusSenderClient alertsSender() {
    if (alerts == null) {
      alerts = builder.sender().queueName(ALERTS).buildClient();
    }
    return alerts;
  }

  private synchronized ServiceBusSenderClient resolutionsSender() {
    if (resolutions == null) {
      resolutions = builder.sender().queueName(RESOLUTIONS).buildClient();
    }
    return resolutions;
  }

  @Override
  public synchronized void close() {
    if (alerts != null) {
      alerts.close();
      alerts = null;
    }
    if (resolutions != null) {
      resolutions.close();
      resolutions = null;
    }
  }
}
