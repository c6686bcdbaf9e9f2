package io.gatewayresponder.lab.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.gatewayresponder.lab.bus.queue.QueueCounts;
import io.gatewayresponder.lab.bus.queue.QueueOptions;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real SDK against a queue without sessions. */
class ServiceBusIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  private ServiceBus bus = start(0);
  private ServiceBusSenderClient sender = sender();
  private ServiceBusReceiverClient receiver = receiver();

  private static ServiceBus start(int port) {
    return ServiceBus.start(
        ServiceBusOptions.of(
            port,
            QueueOptions.named("alerts")
                .withMaxDeliveryCount(2)
                .withLockDuration(Duration.ofSeconds(2))
                .withDuplicateDetection(Duration.ofMinutes(10))));
  }

  @AfterEach
  void stop() {
    receiver.close();
    sender.close();
    bus.close();
  }

  @Test
  void a_completed_message_is_gone() {
    sender.sendMessage(message("one"));

    ServiceBusReceivedMessage received = next(receiver);
    assertEquals("body of one", received.getBody().toString());
    assertEquals("one", received.getMessageId());
    assertEquals("value", received.getApplicationProperties().get("name"));
    assertEquals(0, received.getDeliveryCount());
    assertEquals(new QueueCounts(0, 0, 1, 0), bus.counts("alerts"));

    receiver.complete(received);
    assertEquals(new QueueCounts(0, 0, 0, 0), bus.counts("alerts"));
  }

  private static ServiceBusMessage message(String id) {
    ServiceBusMessage message = new ServiceBusMessage("body of " + id).setMessageId(id);
    message.getApplicationProperties().put("name", "value");
    return message;
  }

  private static ServiceBusReceivedMessage next(ServiceBusReceiverClient receiver) {
    Iterator<ServiceBusReceivedMessage> received =
        receiver.receiveMessages(1, SOON).stream().iterator();
    assertTrue(received.hasNext(), "no message came");
    return received.next();
  }

  private ServiceBusSenderClient sender() {
    return Clients.of(bus).sender().queueName("alerts").buildClient();
  }

  private ServiceBusReceiverClient receiver() {
    return Clients.of(bus).receiver().queueName("alerts").disableAutoComplete().buildClient();
  }
}
