package io.gatewayresponder.lab.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The real SDK, pointed at the lab's Service Bus, and too impatient to make a test slow. */
final class Clients {
  static final Duration SOON = Duration.ofSeconds(10);

  /**
   * Kept here, since the logging system forgets a logger that nobody holds. The SDK narrates every
   * frame.
   */
  private static final Logger SDK = Logger.getLogger("com.azure");

  static {
    SDK.setLevel(Level.OFF);
  }

  private Clients() {}

  static ServiceBusClientBuilder of(ServiceBus bus) {
    return of(bus, Duration.ofSeconds(5));
  }

  static ServiceBusClientBuilder of(ServiceBus bus, Duration tryTimeout) {
    return new ServiceBusClientBuilder()
        .connectionString(bus.connectionString())
        .retryOptions(
            new AmqpRetryOptions()
                .setMaxRetries(3)
                .setDelay(Duration.ofMillis(200))
                .setTryTimeout(tryTimeout));
  }

  static ServiceBusMessage message(String id) {
    ServiceBusMessage message = new ServiceBusMessage("body of " + id).setMessageId(id);
    message.getApplicationProperties().put("name", "value");
    return message;
  }

  static ServiceBusReceivedMessage next(ServiceBusReceiverClient receiver) {
    Iterator<ServiceBusReceivedMessage> received =
        receiver.receiveMessages(1, SOON).stream().iterator();
    assertTrue(received.hasNext(), "no message came");
    return received.next();
  }

  static <T> void eventually(T expected, Supplier<T> actual) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!expected.equals(actual.get()) && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertEquals(expected, actual.get());
  }
}
