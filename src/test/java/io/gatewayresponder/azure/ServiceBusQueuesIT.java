package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import io.gatewayresponder.incident.Effect.TellGate.Kind;
import io.gatewayresponder.lab.bus.ServiceBus;
import io.gatewayresponder.lab.bus.ServiceBusOptions;
import io.gatewayresponder.lab.bus.queue.QueueOptions;
import io.gatewayresponder.workflow.Ports.GateMessage;
import io.gatewayresponder.workflow.Ports.TriageMessage;
import io.gatewayresponder.workflow.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queues against the lab's Service Bus, through the real SDK. */
final class ServiceBusQueuesIT {
  private static final String INCIDENT = "0123456789abcdef-1";
  private static final Instant AT_ONCE = Instant.EPOCH;
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  private ServiceBus bus = start();
  private ServiceBusQueues queues = queues(bus);

  private static ServiceBus start() {
    return ServiceBus.start(
        ServiceBusOptions.of(
            0,
            QueueOptions.named("alerts").withDuplicateDetection(Duration.ofMinutes(10)),
            QueueOptions.named("resolutions").withSessions()));
  }

  private static ServiceBusQueues queues(ServiceBus bus) {
    return new ServiceBusQueues(
        new AzureSettings.Connection.ByString(bus.connectionString()), Clock.systemUTC());
  }

  @BeforeEach
  void open() {
    bus.close();
    bus = start();
    queues = queues(bus);
  }

  @AfterEach
  void close() {
    queues.close();
    bus.close();
  }

  @Test
  void a_message_holds_ids_and_travels_in_the_gateways_session() {
    queues.resolutions("m1", new GateMessage(INCIDENT, Kind.PROPOSED), AT_ONCE);
    try (ServiceBusSessionReceiverClient sessions =
            new ServiceBusClientBuilder()
                .connectionString(bus.connectionString())
                .sessionReceiver()
                .queueName("resolutions")
                .buildClient();
        var receiver = sessions.acceptSession("0123456789abcdef")) {
      ServiceBusReceivedMessage message =
          receiver.receiveMessages(1, Duration.ofSeconds(10)).stream().findFirst().orElseThrow();
      assertEquals("m1", message.getMessageId());
      assertEquals(
          "{\"incidentId\":\"" + INCIDENT + "\",\"kind\":\"PROPOSED\"}",
          message.getBody().toString());
      assertEquals("application/json", message.getContentType());
    }
  }

  @Test
  void a_duplicate_is_dropped_and_a_later_one_is_scheduled() {
    queues.alerts("same", new TriageMessage(INCIDENT), AT_ONCE);
    queues.alerts("same", new TriageMessage(INCIDENT), AT_ONCE);
    queues.alerts("later", new TriageMessage(INCIDENT), Instant.now().plusSeconds(600));
    assertEquals(1, bus.counts("alerts").active());
    assertEquals(1, bus.counts("alerts").scheduled());
  }

  @Test
  void an_outage_is_told_in_time_and_ends_by_itself() {
    queues.alerts("before", new TriageMessage(INCIDENT), AT_ONCE);
    bus.refuse(true);
    long begin = System.nanoTime();
    assertThrows(
        Unavailable.class, () -> queues.alerts("during", new TriageMessage(INCIDENT), AT_ONCE));
    assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 8);

    bus.refuse(false);
    long end = System.nanoTime() + RECOVERY.toNanos();
    for (int i = 0; ; i++) {
      try {
        queues.alerts("after", new TriageMessage(INCIDENT), AT_ONCE);
        break;
      } catch (Unavailable e) {
        assertTrue(System.nanoTime() < end, "no recovery after " + i + " tries");
      }
    }
    assertTrue(bus.counts("alerts").active() >= 2);
  }

  @Test
  void a_dropped_connection_is_not_noticed() {
    queues.alerts("one", new TriageMessage(INCIDENT), AT_ONCE);
    bus.dropConnections();
    queues.alerts("two", new TriageMessage(INCIDENT), AT_ONCE);
    assertEquals(2, bus.counts("alerts").active());
  }

  @Test
  void a_message_id_beyond_the_limit_is_a_clear_mistake() {
    assertThrows(
        IllegalArgumentException.class,
        () -> queues.alerts("x".repeat(129), new TriageMessage(INCIDENT), AT_ONCE));
  }
}
