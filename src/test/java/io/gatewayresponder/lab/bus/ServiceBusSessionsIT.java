package io.gatewayresponder.lab.bus;

import static io.gatewayresponder.lab.bus.Clients.eventually;
import static io.gatewayresponder.lab.bus.Clients.message;
import static io.gatewayresponder.lab.bus.Clients.next;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.amqp.exception.AmqpErrorCondition;
import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessageContext;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import io.gatewayresponder.lab.bus.queue.QueueCounts;
import io.gatewayresponder.lab.bus.queue.QueueOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real SDK against a queue with sessions. */
class ServiceBusSessionsIT {
  private static final Duration LOCK = Duration.ofSeconds(1);

  private final ServiceBus bus =
      ServiceBus.start(
          ServiceBusOptions.of(
              0,
              QueueOptions.named("resolutions").withSessions(),
              QueueOptions.named("hurried").withSessions().withLockDuration(LOCK)));

  private final ServiceBusSenderClient sender =
      Clients.of(bus).sender().queueName("resolutions").buildClient();
  private final ServiceBusSessionReceiverClient sessions = sessions(Duration.ofSeconds(5));

  @AfterEach
  void stop() {
    sessions.close();
    sender.close();
    bus.close();
  }

  @Test
  void the_next_free_session_is_the_one_that_waited_longest() {
    send("shop", "one");
    send("blog", "two");
    send("shop", "three");

    try (ServiceBusReceiverClient shop = sessions.acceptNextSession();
        ServiceBusReceiverClient blog = sessions.acceptNextSession()) {
      assertEquals("shop", shop.getSessionId());
      assertEquals("blog", blog.getSessionId());
      assertEquals("two", next(blog).getMessageId());
      ServiceBusReceivedMessage first = next(shop);
      assertEquals("one", first.getMessageId());
      shop.complete(first);
      assertEquals("three", next(shop).getMessageId());
    }
  }

  @Test
  void accepting_waits_for_a_session_to_get_a_message() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<String> accepted = other.submit(() -> next(sessions.acceptNextSession()).getMessageId());
    Thread.sleep(300);
    sender.scheduleMessage(
        message("one").setSessionId("shop"),
        OffsetDateTime.now(ZoneOffset.UTC).plus(Duration.ofMillis(300)));
    assertEquals("one", accepted.get(10, TimeUnit.SECONDS));
    other.shutdown();
  }

  @Test
  void accepting_gives_up_after_the_clients_time_out() {
    try (ServiceBusSessionReceiverClient hasty = sessions(Duration.ofSeconds(1))) {
      RuntimeException timeout = assertThrows(RuntimeException.class, hasty::acceptNextSession);
      assertTrue(
          String.valueOf(timeout).toLowerCase(Locale.ROOT).contains("timeout"), timeout.toString());
    }
  }

  @Test
  void a_held_session_cannot_be_had_by_anyone_else_until_it_is_left() throws Exception {
    ServiceBusReceiverClient held = sessions.acceptSession("shop");
    assertEquals("shop", held.getSessionId());
    try (ServiceBusSessionReceiverClient others = sessions(Duration.ofSeconds(5))) {
      AmqpException refused = assertThrows(AmqpException.class, () -> others.acceptSession("shop"));
      assertEquals(AmqpErrorCondition.SESSION_CANNOT_BE_LOCKED, refused.getErrorCondition());
      held.close();
      try (ServiceBusReceiverClient free = acceptWhenFree(others)) {
        assertEquals("shop", free.getSessionId());
      }
    }
  }

  @Test
  void a_session_keeps_its_state_for_the_next_receiver() throws Exception {
    byte[] state = "step 2".getBytes(StandardCharsets.UTF_8);
    try (ServiceBusReceiverClient first = sessions.acceptSession("shop")) {
      assertNull(first.getSessionState());
      first.setSessionState(state);
    }
    try (ServiceBusSessionReceiverClient others = sessions(Duration.ofSeconds(5));
        ServiceBusReceiverClient second = acceptWhenFree(others)) {
      assertArrayEquals(state, second.getSessionState());
      second.setSessionState(null);
      assertNull(second.getSessionState());
    }
  }

  @Test
  void a_renewed_session_holds_its_messages_and_an_expired_one_lets_them_go() throws Exception {
    try (ServiceBusSenderClient hurriedSender =
            Clients.of(bus).sender().queueName("hurried").buildClient();
        ServiceBusSessionReceiverClient hurried = sessions("hurried", Duration.ofSeconds(5))) {
      hurriedSender.sendMessage(message("one").setSessionId("shop"));
      ServiceBusReceiverClient shop = hurried.acceptNextSession();
      ServiceBusReceivedMessage held = next(shop);
      Thread.sleep(LOCK.dividedBy(2).toMillis());
      shop.renewSessionLock();
      Thread.sleep(LOCK.multipliedBy(3).dividedBy(4).toMillis());
      assertEquals(1, bus.counts("hurried").locked());
      eventually(new QueueCounts(1, 0, 0, 0), () -> bus.counts("hurried"));
      assertThrows(RuntimeException.class, () -> shop.complete(held));
      shop.close();

      try (ServiceBusReceiverClient again = hurried.acceptNextSession()) {
        assertEquals(1, next(again).getDeliveryCount());
      }
    }
  }

  @Test
  void a_receiver_without_a_session_and_a_message_without_one_are_refused() {
    assertThrows(ServiceBusException.class, () -> sender.sendMessage(message("one")));
    try (ServiceBusReceiverClient plain =
        Clients.of(bus).receiver().queueName("resolutions").buildClient()) {
      assertThrows(RuntimeException.class, () -> next(plain));
    }
  }

  @Test
  void two_sessions_run_side_by_side_and_each_of_them_in_order() throws Exception {
    Map<String, List<String>> seen = new ConcurrentHashMap<>();
    Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
    List<String> overlaps = new CopyOnWriteArrayList<>();
    CountDownLatch bothBusy = new CountDownLatch(2);
    ServiceBusProcessorClient processor =
        Clients.of(bus)
            .sessionProcessor()
            .queueName("resolutions")
            .maxConcurrentSessions(2)
            .processMessage(
                context -> {
                  String session = session(context);
                  AtomicInteger running =
                      busy.computeIfAbsent(session, ignored -> new AtomicInteger());
                  if (running.incrementAndGet() > 1) {
                    overlaps.add(session);
                  }
                  bothBusy.countDown();
                  meet(bothBusy);
                  seen.computeIfAbsent(session, ignored -> new CopyOnWriteArrayList<>())
                      .add(context.getMessage().getMessageId());
                  running.decrementAndGet();
                })
            .processError(error -> {})
            .buildProcessorClient();
    for (int i = 0; i < 5; i++) {
      send("shop", "shop" + i);
      send("blog", "blog" + i);
    }
    processor.start();

    eventually(new QueueCounts(0, 0, 0, 0), () -> bus.counts("resolutions"));
    assertEquals(0, bothBusy.getCount());
    assertEquals(List.of(), overlaps);
    assertEquals(List.of("shop0", "shop1", "shop2", "shop3", "shop4"), seen.get("shop"));
    assertEquals(List.of("blog0", "blog1", "blog2", "blog3", "blog4"), seen.get("blog"));
    processor.close();
  }

  private static String session(ServiceBusReceivedMessageContext context) {
    return String.valueOf(context.getMessage().getSessionId());
  }

  private static void meet(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closing a receiver returns before the broker has heard of it. */
  private static ServiceBusReceiverClient acceptWhenFree(ServiceBusSessionReceiverClient client)
      throws InterruptedException {
    long end = System.nanoTime() + Clients.SOON.toNanos();
    while (true) {
      try {
        return client.acceptSession("shop");
      } catch (AmqpException held) {
        if (System.nanoTime() > end) {
          throw held;
        }
        Thread.sleep(20);
      }
    }
  }

  private void send(String session, String id) {
    sender.sendMessage(message(id).setSessionId(session));
  }

  private ServiceBusSessionReceiverClient sessions(Duration tryTimeout) {
    return sessions("resolutions", tryTimeout);
  }

  private ServiceBusSessionReceiverClient sessions(String queue, Duration tryTimeout) {
    return Clients.of(bus, tryTimeout)
        .sessionReceiver()
        .queueName(queue)
        .maxAutoLockRenewDuration(Duration.ZERO)
        .disableAutoComplete()
        .buildClient();
  }
}
