package io.gatewayresponder.lab.bus.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueTest {
  private static final Duration LOCK = Duration.ofSeconds(30);
  private static final Holder ANNA = new Holder("anna", "link");
  private static final Holder BEN = new Holder("ben", "link");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private long lastToken;

  private final Queue plain =
      queue(
          QueueOptions.named("alerts")
              .withLockDuration(LOCK)
              .withMaxDeliveryCount(2)
              .withDuplicateDetection(Duration.ofMinutes(10)));
  private final Queue sessions =
      queue(QueueOptions.named("resolutions").withSessions().withLockDuration(LOCK));

  @Test
  void messages_come_in_the_order_in_which_they_were_sent() {
    send(plain, "one");
    send(plain, "two");
    assertEquals(List.of("one", "two"), taken(plain));
  }

  @Test
  void a_message_that_comes_back_takes_its_old_place() {
    send(plain, "one");
    send(plain, "two");
    settle(plain, lock(plain), new Outcome.Abandoned(Map.of("why", "busy")));
    Lock again = lock(plain);
    assertEquals("one", id(again));
    assertEquals(1, again.message().failedDeliveries());
    assertEquals(Map.of("why", "busy"), again.message().properties());
  }

  @Test
  void a_release_does_not_count_as_a_failure() {
    send(plain, "one");
    settle(plain, lock(plain), new Outcome.Released());
    assertEquals(0, lock(plain).message().failedDeliveries());
  }

  @Test
  void a_lock_holds_until_just_before_its_end() {
    send(plain, "one");
    Lock lock = lock(plain);
    pass(LOCK.minusMillis(1));
    assertEquals(Optional.empty(), plain.lockNext(BEN));
    pass(Duration.ofMillis(1));
    assertEquals(1, plain.lockNext(BEN).orElseThrow().message().failedDeliveries());
    assertEquals(Optional.empty(), plain.settle(lock.token(), new Outcome.Completed()));
    assertEquals(Optional.empty(), plain.renew(lock.token()));
  }

  @Test
  void a_renewed_lock_counts_from_the_renewal() {
    send(plain, "one");
    Lock lock = lock(plain);
    pass(LOCK.minusSeconds(1));
    assertEquals(Optional.of(now.plus(LOCK)), plain.renew(lock.token()));
    pass(LOCK.minusSeconds(1));
    assertTrue(plain.settle(lock.token(), new Outcome.Completed()).isPresent());
  }

  @Test
  void the_last_failed_delivery_leads_to_the_dead_letters() {
    send(plain, "one");
    settle(plain, lock(plain), new Outcome.Abandoned(Map.of()));
    assertEquals(0, plain.counts().deadLettered());
    lock(plain);
    pass(LOCK);
    assertEquals(new QueueCounts(0, 0, 0, 1), plain.counts());
    Queue dead = plain.deadLetters().orElseThrow();
    assertEquals(
        "MaxDeliveryCountExceeded", lock(dead).message().properties().get(DeadLetterReason.REASON));
  }

  @Test
  void dead_letters_of_a_queue_with_sessions_are_read_without_one() {
    send(sessions, "one", "shop", null);
    sessions.acceptSession("shop", ANNA);
    Lock lock = sessions.lockNext(ANNA, "shop").orElseThrow();
    settle(sessions, lock, new Outcome.DeadLettered(Map.of(DeadLetterReason.REASON, "odd")));
    Lock dead = lock(sessions.deadLetters().orElseThrow());
    assertEquals("shop", dead.message().draft().sessionId());
  }

  @Test
  void a_duplicate_within_the_window_is_dropped_even_after_the_first_was_completed() {
    long first = send(plain, "one");
    assertEquals(List.of("one"), taken(plain));
    pass(Duration.ofMinutes(10).minusMillis(1));
    assertEquals(first, send(plain, "one"));
    assertEquals(0, plain.counts().active());
    pass(Duration.ofMillis(1));
    assertEquals(first + 1, send(plain, "one"));
    assertEquals(1, plain.counts().active());
  }

  @Test
  void a_scheduled_message_takes_part_in_duplicate_detection() {
    send(plain, "one", null, now.plusSeconds(5));
    send(plain, "one");
    assertEquals(new QueueCounts(0, 1, 0, 0), plain.counts());
  }

  @Test
  void scheduled_messages_are_numbered_anew_in_the_order_in_which_they_become_due() {
    send(plain, "late", null, now.plusSeconds(20));
    send(plain, "soon", null, now.plusSeconds(10));
    send(plain, "now");
    pass(Duration.ofSeconds(9));
    assertEquals(List.of("now"), taken(plain));
    pass(Duration.ofSeconds(11));
    assertEquals(List.of("soon", "late"), taken(plain));
  }

  @Test
  void only_a_message_that_is_still_scheduled_can_be_cancelled() {
    long number = send(plain, "one", null, now.plusSeconds(10));
    assertTrue(plain.cancelScheduled(number).isPresent());
    assertEquals(Optional.empty(), plain.cancelScheduled(number));
    pass(Duration.ofSeconds(10));
    assertEquals(List.of(), taken(plain));
  }

  @Test
  void a_lost_connection_gives_back_what_it_held_and_nothing_else() {
    send(plain, "one");
    send(plain, "two");
    lock(plain);
    assertTrue(plain.lockNext(BEN).isPresent());
    plain.dropConnection("anna");
    assertEquals(new QueueCounts(1, 0, 1, 0), plain.counts());
    assertEquals(1, lock(plain).message().failedDeliveries());
  }

  @Test
  void the_session_whose_message_waited_longest_is_accepted_first() {
    send(sessions, "one", "shop", null);
    send(sessions, "two", "blog", null);
    assertEquals("shop", sessions.acceptNextSession(ANNA).orElseThrow().session());
    assertEquals("blog", sessions.acceptNextSession(BEN).orElseThrow().session());
    assertEquals(Optional.empty(), sessions.acceptNextSession(BEN));
  }

  @Test
  void a_session_has_one_receiver_and_only_that_one_gets_its_messages() {
    send(sessions, "one", "shop", null);
    sessions.acceptSession("shop", ANNA);
    assertEquals(Optional.empty(), sessions.acceptSession("shop", BEN));
    assertEquals(Optional.empty(), sessions.lockNext(BEN, "shop"));
    assertTrue(sessions.lockNext(ANNA, "shop").isPresent());
  }

  @Test
  void an_expired_session_loses_its_messages_and_can_be_accepted_again() {
    send(sessions, "one", "shop", null);
    sessions.acceptSession("shop", ANNA);
    sessions.lockNext(ANNA, "shop");
    pass(LOCK.minusSeconds(1));
    assertTrue(sessions.renewSession("shop", ANNA::equals).isPresent());
    pass(LOCK.minusSeconds(1));
    assertEquals(1, sessions.counts().locked());
    pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), sessions.renewSession("shop", ANNA::equals));
    assertTrue(sessions.acceptNextSession(BEN).isPresent());
    assertEquals(1, sessions.lockNext(BEN, "shop").orElseThrow().message().failedDeliveries());
  }

  @Test
  void leaving_a_session_in_good_order_is_not_a_failure() {
    send(sessions, "one", "shop", null);
    sessions.acceptSession("shop", ANNA);
    sessions.lockNext(ANNA, "shop");
    sessions.leaveSession("shop", ANNA);
    sessions.acceptNextSession(BEN);
    assertEquals(0, sessions.lockNext(BEN, "shop").orElseThrow().message().failedDeliveries());
  }

  @Test
  void session_state_outlasts_its_messages_and_receivers() {
    sessions.acceptSession("shop", ANNA);
    sessions.setSessionState("shop", Content.of(new byte[] {7}));
    sessions.dropConnection("anna");
    assertEquals(7, sessions.sessionState("shop").orElseThrow().bytes()[0]);
  }

  @Test
  void a_message_without_a_session_is_refused_where_sessions_are_required() {
    assertThrows(SessionRequiredException.class, () -> send(sessions, "one"));
  }

  @Test
  void peeking_shows_waiting_locked_and_scheduled_messages() {
    send(plain, "one");
    send(plain, "two");
    send(plain, "three", null, now.plusSeconds(9));
    lock(plain);
    assertEquals(
        List.of("one", "two", "three"),
        plain.peek(0, 10, null).stream().map(QueueTest::id).toList());
    assertEquals(List.of("two"), plain.peek(2, 1, null).stream().map(QueueTest::id).toList());
  }

  private Queue queue(QueueOptions options) {
    return new Queue(options, () -> now, () -> new UUID(0, ++lastToken));
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
  }

  private static long send(Queue queue, String id) {
    return send(queue, id, null, null);
  }

  private static long send(Queue queue, String id, @Nullable String session, @Nullable Instant at) {
    return queue.send(new Draft(id, session, at, Content.of(new byte[0])));
  }

  private static Lock lock(Queue queue) {
    return queue.lockNext(ANNA).orElseThrow();
  }

  private static void settle(Queue queue, Lock lock, Outcome outcome) {
    assertTrue(queue.settle(lock.token(), outcome).isPresent());
  }

  /** Takes and completes everything that is there. */
  private static List<String> taken(Queue queue) {
    List<String> ids = new ArrayList<>();
    Stream.generate(() -> queue.lockNext(ANNA))
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .forEach(
            lock -> {
              ids.add(id(lock));
              settle(queue, lock, new Outcome.Completed());
            });
    return ids;
  }

  private static String id(Lock lock) {
    return String.valueOf(lock.message().draft().messageId());
  }

  private static String id(Peeked peeked) {
    return String.valueOf(peeked.message().draft().messageId());
  }
}
