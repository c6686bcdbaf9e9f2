package io.gatewayresponder.lab.host;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusErrorContext;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessageContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Receives a queue's messages for one function, with the real SDK. A function that returns
 * completes its message; one that throws abandons it, so it comes again until the queue's delivery
 * limit.
 */
final class QueueListener implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("host.servicebus");

  /** Shorter than the SDK's minute: after an interruption the lab should be back in seconds. */
  private static final AmqpRetryOptions RETRY =
      new AmqpRetryOptions()
          .setDelay(Duration.ofMillis(200))
          .setMaxDelay(Duration.ofSeconds(2))
          .setTryTimeout(Duration.ofSeconds(20));

  private final String function;
  private final EntryPoint entryPoint;
  private final ServiceBusProcessorClient processor;

  QueueListener(
      String function,
      Trigger.Queue trigger,
      EntryPoint entryPoint,
      HostSettings host,
      Settings settings) {
    this.function = function;
    this.entryPoint = entryPoint;
    String queue = settings.resolve(trigger.queue(), "it names the queue of " + function);
    ServiceBusClientBuilder client = connect(trigger.connection(), function, settings);
    this.processor =
        trigger.sessions()
            ? client
                .sessionProcessor()
                .queueName(queue)
                .maxConcurrentSessions(host.maxConcurrentSessions())
                .sessionIdleTimeout(host.sessionIdleTimeout())
                .maxAutoLockRenewDuration(host.maxLockRenewal())
                .disableAutoComplete()
                .processMessage(this::process)
                .processError(this::report)
                .buildProcessorClient()
            : client
                .processor()
                .queueName(queue)
                .maxConcurrentCalls(host.maxConcurrentCalls())
                .maxAutoLockRenewDuration(host.maxLockRenewal())
                .disableAutoComplete()
                .processMessage(this::process)
                .processError(this::report)
                .buildProcessorClient();
  }

  void start() {
    processor.start();
  }

  @Override
  public void close() {
    processor.close();
  }

  private static ServiceBusClientBuilder connect(
      String connection, String function, Settings settings) {
    ServiceBusClientBuilder builder = new ServiceBusClientBuilder().retryOptions(RETRY);
    String why = "it is the Service Bus connection of " + function;
    if (settings.find(connection).isPresent()) {
      return builder.connectionString(settings.required(connection, why));
    }
    String namespace = settings.required(connection + "__fullyQualifiedNamespace", why);
    ManagedIdentityCredentialBuilder credential = new ManagedIdentityCredentialBuilder();
    settings.find(connection + "__clientId").ifPresent(credential::clientId);
    return builder.fullyQualifiedNamespace(namespace).credential(credential.build());
  }

  private void process(ServiceBusReceivedMessageContext received) {
    ServiceBusReceivedMessage message = received.getMessage();
    HostContext context = HostContext.of(function);
    try {
      Object unused =
          entryPoint.call(
              new EntryPoint.Call(message.getBody().toString(), metadata(message), context));
    } catch (Exception e) {
      LOG.log(
          Level.SEVERE,
          e,
          () ->
              "Executed 'Functions.%s' (Failed) on message %s, delivery %d"
                  .formatted(function, message.getMessageId(), message.getDeliveryCount()));
      received.abandon();
      return;
    }
    received.complete();
  }

  private void report(ServiceBusErrorContext error) {
    LOG.log(
        Level.WARNING,
        () ->
            "Message processing error (%s, %s): %s"
                .formatted(
                    error.getErrorSource(),
                    error.getEntityPath(),
                    error.getException().toString()));
  }

  /** The binding data that {@code @BindingName} parameters ask for. */
  private static Map<String, String> metadata(ServiceBusReceivedMessage message) {
    Map<String, String> data = new LinkedHashMap<>();
    put(data, "MessageId", message.getMessageId());
    // The SDK's receiver counts earlier deliveries, the trigger's binding data this one as well.
    put(data, "DeliveryCount", message.getDeliveryCount() + 1);
    put(data, "CorrelationId", message.getCorrelationId());
    put(data, "SequenceNumber", message.getSequenceNumber());
    put(data, "EnqueuedTimeUtc", message.getEnqueuedTime());
    put(data, "SessionId", message.getSessionId());
    put(data, "ContentType", message.getContentType());
    put(data, "Subject", message.getSubject());
    put(data, "LockToken", message.getLockToken());
    return data;
  }

  private static void put(Map<String, String> data, String name, @Nullable Object value) {
    if (value != null) {
      data.put(name, value.toString());
    }
  }
}
