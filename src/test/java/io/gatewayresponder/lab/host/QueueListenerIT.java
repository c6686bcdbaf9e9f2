package io.gatewayresponder.lab.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import io.gatewayresponder.lab.bus.ServiceBus;
import io.gatewayresponder.lab.bus.ServiceBusOptions;
import io.gatewayresponder.lab.bus.queue.QueueCounts;
import io.gatewayresponder.lab.bus.queue.QueueOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages on their way from a queue to a function: completed, abandoned, by session. */
final class QueueListenerIT {
  private ServiceBus bus;
  private SampleApp app;
  private FunctionsHost host;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    bus =
        ServiceBus.start(
            ServiceBusOptions.of(
                0, QueueOptions.named("plain"), QueueOptions.named("sessions").withSessions()));
    app =
        new SampleApp(folder)
            .with("Plain", "receive", trigger("%PLAIN%", false))
            .with("Sessions", "receive", trigger("sessions", true));
    Settings settings =
        new Settings(
            Map.of(
                "PLAIN",
                "plain",
                "Bus",
                bus.connectionString(),
                FunctionsHost.FUNCTION_KEY,
                "secret"));
    host = FunctionsHost.of(PackagedApp.read(folder), settings, app);
    host.start(0);
  }

  @AfterEach
  void stop() {
    host.close();
    bus.close();
  }

  @Test
  void a_function_that_returns_completes_its_message() throws Exception {
    send("plain", new ServiceBusMessage("hello").setMessageId("1"));
    assertEquals("hello 1 1", next());
    waitUntilEmpty("plain");
  }

  @Test
  void a_function_that_throws_gets_the_message_again() throws Exception {
    send("plain", new ServiceBusMessage("fail once").setMessageId("2"));
    assertEquals("fail once 2 1", next());
    assertEquals("fail once 2 2", next());
    waitUntilEmpty("plain");
  }

  @Test
  void messages_of_a_session_come_in_order_also_when_one_fails() throws Exception {
    send("sessions", new ServiceBusMessage("fail once").setMessageId("3").setSessionId("a"));
    send("sessions", new ServiceBusMessage("later").setMessageId("4").setSessionId("a"));
    assertEquals(
        List.of("fail once 3 1", "fail once 3 2", "later 4 1"), List.of(next(), next(), next()));
    waitUntilEmpty("sessions");
  }

  @Test
  void after_an_outage_messages_flow_again() throws Exception {
    send("plain", new ServiceBusMessage("before").setMessageId("5"));
    assertEquals("before 5 1", next());
    // Seen is not settled: what an outage interrupts comes again, and rightly so.
    waitUntilEmpty("plain");
    bus.refuse(true);
    bus.refuse(false);
    send("plain", new ServiceBusMessage("after").setMessageId("6"));
    assertEquals("after 6 1", next());
  }

  private static String trigger(String queue, boolean sessions) {
    return """
        {"type": "serviceBusTrigger", "name": "message", "queueName": "%s", "connection": "Bus",
         "isSessionsEnabled": %b}
        """
        .formatted(queue, sessions);
  }

  private void send(String queue, ServiceBusMessage message) {
    try (ServiceBusSenderClient sender =
        new ServiceBusClientBuilder()
            .connectionString(bus.connectionString())
            .sender()
            .queueName(queue)
            .buildClient()) {
      sender.sendMessage(message);
    }
  }

  private @Nullable String next() throws InterruptedException {
    return app.seen().poll(30, TimeUnit.SECONDS);
  }

  private void waitUntilEmpty(String queue) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    QueueCounts empty = new QueueCounts(0, 0, 0, 0);
    while (!bus.counts(queue).equals(empty) && System.nanoTime() < limit) {
      Thread.sleep(50);
    }
    assertEquals(empty, bus.counts(queue));
  }
}
