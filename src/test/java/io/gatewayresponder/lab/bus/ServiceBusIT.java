package io.gatewayresponder.lab.bus;

import static io.gatewayresponder.lab.bus.Clients.eventually;
import static io.gatewayresponder.lab.bus.Clients.message;
import static io.gatewayresponder.lab.bus.Clients.next;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import com.azure.messaging.servicebus.models.SubQueue;
import io.gatewayresponder.lab.bus.queue.QueueCounts;
import io.gatewayresponder.lab.bus.queue.QueueOptions;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real SDK against a queue without sessions. */
class ServiceBusIT {
  private static final Duration LOCK = Duration.ofSeconds(1);
  private static final QueueCounts EMPTY = new QueueCounts(0, 0, 0, 0);

  private final ServiceBus bus =
      ServiceBus.start(
          ServiceBusOptions.of(
              0,
              QueueOptions.named("alerts")
                  .withMaxDeliveryCount(2)
                  .withLockDuration(LOCK)
                  .withDuplicateDetection(Duration.ofMinutes(10)),
              QueueOptions.named("patient")));

  private final ServiceBusSenderClient sender = sender("alerts");
  private final ServiceBusReceiverClient receiver = receiver("alerts");

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
    assertTrue(received.getLockedUntil().isAfter(received.getEnqueuedTime()));
    assertEquals(new QueueCounts(0, 0, 1, 0), bus.counts("alerts"));

    receiver.complete(received);
    assertEquals(EMPTY, bus.counts("alerts"));
  }

  @Test
  void a_batch_arrives_as_its_messages_in_order() {
    sender.sendMessages(List.of(message("one"), message("two"), message("three")));
    List<ServiceBusReceivedMessage> received =
        receiver.receiveMessages(3, Clients.SOON).stream().toList();
    assertEquals(
        List.of("one", "two", "three"),
        received.stream().map(ServiceBusReceivedMessage::getMessageId).toList());
    assertEquals(
        List.of(1L, 2L, 3L),
        received.stream().map(ServiceBusReceivedMessage::getSequenceNumber).toList());
  }

  @Test
  void a_large_message_arrives_whole() {
    String large = "x".repeat(200_000);
    sender.sendMessage(new ServiceBusMessage(large));
    assertEquals(large, next(receiver).getBody().toString());
  }

  @Test
  void an_abandoned_message_comes_again_with_its_count_raised_and_then_goes_to_the_dead_letters() {
    sender.sendMessage(message("one"));
    receiver.abandon(next(receiver));
    ServiceBusReceivedMessage again = next(receiver);
    assertEquals(1, again.getDeliveryCount());
    receiver.abandon(again);

    assertEquals(new QueueCounts(0, 0, 0, 1), bus.counts("alerts"));
    DeadLetter dead = bus.deadLetters("alerts").get(0);
    assertEquals("MaxDeliveryCountExceeded", dead.reason());
    assertEquals("one", dead.messageId());
    assertEquals("body of one", dead.body());
  }

  @Test
  void a_dead_letter_can_be_read_with_its_reason() {
    sender.sendMessage(message("one"));
    receiver.deadLetter(
        next(receiver),
        new DeadLetterOptions()
            .setDeadLetterReason("no-gateway")
            .setDeadLetterErrorDescription("it names none"));

    try (ServiceBusReceiverClient dead =
        Clients.of(bus)
            .receiver()
            .queueName("alerts")
            .subQueue(SubQueue.DEAD_LETTER_QUEUE)
            .disableAutoComplete()
            .buildClient()) {
      ServiceBusReceivedMessage received = next(dead);
      assertEquals("no-gateway", received.getDeadLetterReason());
      assertEquals("it names none", received.getDeadLetterErrorDescription());
      assertEquals("value", received.getApplicationProperties().get("name"));
      dead.complete(received);
    }
    assertEquals(EMPTY, bus.counts("alerts"));
  }

  @Test
  void a_scheduled_message_comes_when_it_is_due_and_a_cancelled_one_never() {
    OffsetDateTime due = OffsetDateTime.now(ZoneOffset.UTC).plus(Duration.ofMillis(600));
    sender.sendMessage(message("annotated").setScheduledEnqueueTime(due));
    long cancelled = sender.scheduleMessage(message("cancelled"), due);
    sender.scheduleMessage(message("scheduled"), due);
    assertEquals(3, bus.counts("alerts").scheduled());
    assertEquals("annotated", receiver.peekMessage().getMessageId());

    sender.cancelScheduledMessage(cancelled);
    assertEquals("annotated", next(receiver).getMessageId());
    assertFalse(OffsetDateTime.now(ZoneOffset.UTC).isBefore(due));
    assertEquals("scheduled", next(receiver).getMessageId());
  }

  @Test
  void a_duplicate_is_dropped_and_the_sender_does_not_notice() {
    sender.sendMessage(message("one"));
    sender.sendMessage(message("one"));
    sender.scheduleMessage(message("one"), OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(1));
    assertEquals(new QueueCounts(1, 0, 0, 0), bus.counts("alerts"));
  }

  @Test
  void an_expired_lock_brings_the_message_back_and_a_renewed_one_holds() throws Exception {
    sender.sendMessage(message("one"));
    ServiceBusReceivedMessage first = next(receiver);
    Thread.sleep(LOCK.dividedBy(2).toMillis());
    OffsetDateTime renewed = receiver.renewMessageLock(first);
    assertTrue(renewed.isAfter(first.getEnqueuedTime().plus(LOCK)));
    Thread.sleep(LOCK.multipliedBy(3).dividedBy(4).toMillis());
    assertEquals(1, bus.counts("alerts").locked());
    eventually(1, () -> bus.counts("alerts").active());

    ServiceBusException late =
        assertThrows(ServiceBusException.class, () -> receiver.complete(first));
    assertEquals(ServiceBusFailureReason.MESSAGE_LOCK_LOST, late.getReason());
    assertThrows(ServiceBusException.class, () -> receiver.renewMessageLock(first));
    assertEquals(1, next(receiver).getDeliveryCount());
  }

  @Test
  void a_cut_connection_gives_its_messages_back_at_once() throws Exception {
    try (ServiceBusSenderClient patientSender = sender("patient");
        ServiceBusReceiverClient patient = receiver("patient")) {
      patientSender.sendMessage(message("one"));
      next(patient);
      bus.dropConnections();
      eventually(1, () -> bus.counts("patient").active());
      assertEquals(1, next(patient).getDeliveryCount());
    }
  }

  @Test
  void messages_outlast_an_outage_and_a_sender_gets_through_afterwards() {
    sender.sendMessage(message("before"));
    bus.refuse(true);
    try (ServiceBusSenderClient hasty =
        Clients.of(bus, Duration.ofMillis(500)).sender().queueName("alerts").buildClient()) {
      assertThrows(RuntimeException.class, () -> hasty.sendMessage(message("lost")));
    }
    bus.refuse(false);
    sender.sendMessage(message("after"));
    try (ServiceBusReceiverClient fresh = receiver("alerts")) {
      assertEquals("before", next(fresh).getMessageId());
      assertEquals("after", next(fresh).getMessageId());
    }
  }

  @Test
  void a_processor_works_through_the_queue_and_comes_back_after_an_outage() throws Exception {
    Set<String> seen = new ConcurrentSkipListSet<>();
    ServiceBusProcessorClient processor =
        Clients.of(bus)
            .processor()
            .queueName("alerts")
            .maxConcurrentCalls(4)
            .processMessage(context -> seen.add(context.getMessage().getMessageId()))
            .processError(error -> {})
            .buildProcessorClient();
    processor.start();
    sender.sendMessages(List.of(message("one"), message("two")));
    eventually(Set.of("one", "two"), () -> Set.copyOf(seen));
    bus.refuse(true);
    bus.refuse(false);
    sender.sendMessage(message("three"));
    eventually(Set.of("one", "two", "three"), () -> Set.copyOf(seen));
    eventually(EMPTY, () -> bus.counts("alerts"));
    processor.close();
  }

  @Test
  void receive_and_delete_needs_no_settling() {
    sender.sendMessage(message("one"));
    try (ServiceBusReceiverClient greedy =
        Clients.of(bus)
            .receiver()
            .queueName("alerts")
            .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
            .buildClient()) {
      assertEquals("one", next(greedy).getMessageId());
    }
    assertEquals(EMPTY, bus.counts("alerts"));
  }

  @Test
  void what_the_lab_does_not_model_is_refused() {
    assertThrows(
        ServiceBusException.class,
        () -> sender.sendMessage(message("one").setTimeToLive(Duration.ofMinutes(1))));
    try (ServiceBusSenderClient lost = sender("nowhere")) {
      assertThrows(ServiceBusException.class, () -> lost.sendMessage(message("one")));
    }
  }

  @Test
  void a_port_in_use_is_named() {
    IllegalStateException taken =
        assertThrows(
            IllegalStateException.class, () -> ServiceBus.start(ServiceBusOptions.of(bus.port())));
    assertTrue(String.valueOf(taken.getMessage()).contains(String.valueOf(bus.port())));
  }

  private ServiceBusSenderClient sender(String queue) {
    return Clients.of(bus).sender().queueName(queue).buildClient();
  }

  private ServiceBusReceiverClient receiver(String queue) {
    return Clients.of(bus)
        .receiver()
        .queueName(queue)
        .maxAutoLockRenewDuration(Duration.ZERO)
        .disableAutoComplete()
        .buildClient();
  }
}
