package io.gatewayresponder.lab.bus.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one queue. A queue without sessions is one unnamed session that everybody may
 * read.
 */
final class Sessions {
  /** The one session of a queue without sessions. */
  static final String UNNAMED = "";

  private final boolean named;
  private final Duration lockDuration;
  private final Map<String, Session> byId = new LinkedHashMap<>();

  Sessions(QueueOptions options) {
    this.named = options.requiresSession();
    this.lockDuration = options.lockDuration();
  }

  /**
   * The session that a message is received through; what it calls itself matters only in a queue
   * with sessions.
   */
  String of(Message message) {
    String id = message.draft().sessionId();
    return named && id != null ? id : UNNAMED;
  }

  void enqueue(Message message) {
    open(of(message)).waiting.put(message.sequenceNumber(), message);
  }

  Optional<Message> takeFirst(String id) {
    return find(id).map(session -> session.waiting.pollFirstEntry()).map(Map.Entry::getValue);
  }

  Stream<Message> waiting() {
    return byId.values().stream().flatMap(session -> session.waiting.values().stream());
  }

  /** Locks the free session whose first message is the oldest. */
  Optional<SessionLock> lockNext(Holder holder, Instant now) {
    return byId.entrySet().stream()
        .filter(entry -> entry.getValue().isFree())
        .min(Comparator.comparing(entry -> entry.getValue().waiting.firstKey()))
        .flatMap(entry -> lock(entry.getKey(), holder, now));
  }

  /**
   * Locks a session by its name, whether or not it has messages; empty when somebody else holds it.
   */
  Optional<SessionLock> lock(String id, Holder holder, Instant now) {
    Session session = open(id);
    if (session.lock != null) {
      return Optional.empty();
    }
    session.lock = new SessionLock(id, holder, now.plus(lockDuration));
    return Optional.of(session.lock);
  }

  Optional<SessionLock> held(String id, Predicate<Holder> holder) {
    return find(id)
        .flatMap(session -> Optional.ofNullable(session.lock))
        .filter(lock -> holder.test(lock.holder()));
  }

  SessionLock renew(SessionLock held, Instant now) {
    SessionLock renewed = held.renewed(now.plus(lockDuration));
    open(held.session()).lock = renewed;
    return renewed;
  }

  void unlock(Predicate<SessionLock> which) {
    for (Session session : List.copyOf(byId.values())) {
      if (session.lock != null && which.test(session.lock)) {
        session.lock = null;
      }
    }
    byId.values().removeIf(Session::isForgettable);
  }

  Optional<Content> state(String id) {
    return find(id).flatMap(session -> Optional.ofNullable(session.state));
  }

  void state(String id, @Nullable Content state) {
    open(id).state = state;
  }

  private Optional<Session> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private Session open(String id) {
    return byId.computeIfAbsent(id, ignored -> new Session());
  }
}
