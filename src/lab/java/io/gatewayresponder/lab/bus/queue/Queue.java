package io.gatewayresponder.lab.bus.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Service Bus queue as its clients experience it, without the network.
 *
 * <p>A message waits, is locked by one receiver, and is settled by it; a lock that ends in any
 * other way gives the message back to its old place and counts as a failed delivery. Time is the
 * clock's: whatever is due (a lock's end, a scheduled message) happens at the next call, so a
 * caller that wants things to happen by themselves calls {@link #catchUp} regularly. Not
 * thread-safe: one thread owns a queue.
 */
public final class Queue {
  private final QueueOptions options;
  private final InstantSource clock;
  private final Supplier<UUID> tokens;
  private final @Nullable Queue deadLetters;

  private final Sessions sessions;
  private final TreeMap<Long, Message> scheduled = new TreeMap<>();
  private final Map<UUID, Lock> locks = new LinkedHashMap<>();
  private final RecentIds recentIds;
  private long lastNumber;

  public Queue(QueueOptions options, InstantSource clock, Supplier<UUID> tokens) {
    this(options, clock, tokens, new Queue(options.ofDeadLetters(), clock, tokens, null));
  }

  private Queue(
      QueueOptions options,
      InstantSource clock,
      Supplier<UUID> tokens,
      @Nullable Queue deadLetters) {
    this.options = options;
    this.clock = clock;
    this.tokens = tokens;
    this.deadLetters = deadLetters;
    this.sessions = new Sessions(options);
    this.recentIds = new RecentIds(options.duplicateDetectionWindow());
  }

  public QueueOptions options() {
    return options;
  }

  /**
   * Where messages end that nobody could handle; empty for a queue that is itself one of dead
   * letters.
   */
  public Optional<Queue> deadLetters() {
    return Optional.ofNullable(deadLetters);
  }

  /**
   * Stores a message and returns its number. A duplicate is dropped, and the first one's number
   * returned: the sender cannot tell.
   *
   * @throws SessionRequiredException when the queue requires a session and the message names none
   */
  public long send(Draft draft) {
    catchUp();
    if (options.requiresSession() && draft.sessionId() == null) {
      throw new SessionRequiredException(options.name());
    }
    Instant now = clock.instant();
    String id = draft.messageId();
    OptionalLong known = id == null ? OptionalLong.empty() : recentIds.find(id, now);
    if (known.isPresent()) {
      return known.getAsLong();
    }
    Message message = new Message(++lastNumber, draft, now, 0, Map.of());
    if (id != null) {
      recentIds.remember(id, message.sequenceNumber(), now);
    }
    if (draft.scheduledFor() != null && draft.scheduledFor().isAfter(now)) {
      scheduled.put(message.sequenceNumber(), message);
    } else {
      sessions.enqueue(message);
    }
    return message.sequenceNumber();
  }

  /** Takes a scheduled message away; empty when it is not, or no longer, scheduled. */
  public Optional<Message> cancelScheduled(long sequenceNumber) {
    catchUp();
    return Optional.ofNullable(scheduled.remove(sequenceNumber));
  }

  /** Locks the next message of a queue without sessions. */
  public Optional<Lock> lockNext(Holder holder) {
    catchUp();
    return lockFirst(Sessions.UNNAMED, holder, clock.instant().plus(options.lockDuration()));
  }

  /**
   * Locks the next message of a session; empty when there is none, or the holder has lost the
   * session.
   */
  public Optional<Lock> lockNext(Holder holder, String session) {
    catchUp();
    return sessions
        .held(session, holder::equals)
        .flatMap(held -> lockFirst(session, holder, held.until()));
  }

  private Optional<Lock> lockFirst(String session, Holder holder, Instant until) {
    Optional<Lock> lock =
        sessions.takeFirst(session).map(message -> new Lock(tokens.get(), message, holder, until));
    lock.ifPresent(held -> locks.put(held.token(), held));
    return lock;
  }

  /** Settles a message; empty when the lock has been lost, and then nothing has happened. */
  public Optional<Message> settle(UUID token, Outcome outcome) {
    catchUp();
    Lock lock = locks.remove(token);
    if (lock == null) {
      return Optional.empty();
    }
    Message message = lock.message();
    if (outcome instanceof Outcome.Abandoned abandoned) {
      giveBackFailed(message.with(abandoned.properties()));
    } else if (outcome instanceof Outcome.Released) {
      sessions.enqueue(message);
    } else if (outcome instanceof Outcome.DeadLettered dead) {
      deadLetter(message.with(dead.properties()));
    }
    return Optional.of(message);
  }

  /** Prolongs a message's lock and returns its new end; empty when the lock has been lost. */
  public Optional<Instant> renew(UUID token) {
    catchUp();
    Instant end = clock.instant().plus(options.lockDuration());
    return Optional.ofNullable(locks.computeIfPresent(token, (same, lock) -> lock.renewed(end)))
        .map(Lock::until);
  }

  /**
   * Locks the free session that has waited longest; empty when no session with messages is free.
   */
  public Optional<SessionLock> acceptNextSession(Holder holder) {
    catchUp();
    return sessions.lockNext(holder, clock.instant());
  }

  /** Locks a session by name, even one without messages; empty when another receiver holds it. */
  public Optional<SessionLock> acceptSession(String session, Holder holder) {
    catchUp();
    return sessions.lock(session, holder, clock.instant());
  }

  public Optional<SessionLock> heldSession(String session, Predicate<Holder> holder) {
    catchUp();
    return sessions.held(session, holder);
  }

  /**
   * Prolongs a session's lock, and with it those of its messages; empty when the session has been
   * lost.
   */
  public Optional<SessionLock> renewSession(String session, Predicate<Holder> holder) {
    catchUp();
    Optional<SessionLock> renewed =
        sessions.held(session, holder).map(held -> sessions.renew(held, clock.instant()));
    renewed.ifPresent(
        lock ->
            locks.replaceAll(
                (token, held) ->
                    sessions.of(held.message()).equals(session)
                        ? held.renewed(lock.until())
                        : held));
    return renewed;
  }

  /**
   * A receiver leaves a session in good order: unsettled messages come again, and that does not
   * count as a failure.
   */
  public void leaveSession(String session, Holder holder) {
    catchUp();
    if (sessions.held(session, holder::equals).isPresent()) {
      takeLocks(lock -> sessions.of(lock.message()).equals(session))
          .forEach(lock -> sessions.enqueue(lock.message()));
      sessions.unlock(lock -> lock.session().equals(session));
    }
  }

  public Optional<Content> sessionState(String session) {
    return sessions.state(session);
  }

  public void setSessionState(String session, @Nullable Content state) {
    sessions.state(session, state);
  }

  /** A connection is gone: its locks end at once, as failed deliveries. */
  public void dropConnection(String connection) {
    catchUp();
    takeLocks(lock -> lock.holder().connection().equals(connection))
        .forEach(lock -> giveBackFailed(lock.message()));
    sessions.unlock(lock -> lock.holder().connection().equals(connection));
  }

  /** Lets happen what is due by now: locks end, scheduled messages become visible. */
  public void catchUp() {
    Instant now = clock.instant();
    takeLocks(lock -> !lock.until().isAfter(now)).forEach(lock -> giveBackFailed(lock.message()));
    sessions.unlock(lock -> !lock.until().isAfter(now));
    List<Message> due =
        scheduled.values().stream()
            .filter(message -> !dueAt(message).isAfter(now))
            .sorted(Comparator.comparing(Queue::dueAt))
            .toList();
    for (Message message : due) {
      scheduled.remove(message.sequenceNumber());
      // Service Bus numbers a scheduled message anew when it becomes visible: that is its place in
      // the order.
      sessions.enqueue(message.enqueued(++lastNumber, now));
    }
  }

  private static Instant dueAt(Message message) {
    Instant time = message.draft().scheduledFor();
    return time == null ? message.enqueuedAt() : time;
  }

  /**
   * All messages that have not been settled, from a number on, in order; a session or, when null,
   * all of them.
   */
  public List<Peeked> peek(long fromSequenceNumber, int most, @Nullable String session) {
    catchUp();
    Stream<Peeked> visible =
        Stream.concat(sessions.waiting(), locks.values().stream().map(Lock::message))
            .map(message -> new Peeked(message, false));
    Stream<Peeked> later = scheduled.values().stream().map(message -> new Peeked(message, true));
    return Stream.concat(visible, later)
        .filter(peeked -> peeked.message().sequenceNumber() >= fromSequenceNumber)
        .filter(peeked -> session == null || session.equals(peeked.message().draft().sessionId()))
        .sorted(Comparator.comparing(peeked -> peeked.message().sequenceNumber()))
        .limit(most)
        .toList();
  }

  public QueueCounts counts() {
    catchUp();
    int dead = deadLetters == null ? 0 : deadLetters.peek(0, Integer.MAX_VALUE, null).size();
    return new QueueCounts((int) sessions.waiting().count(), scheduled.size(), locks.size(), dead);
  }

  private List<Lock> takeLocks(Predicate<Lock> which) {
    List<Lock> taken = locks.values().stream().filter(which).toList();
    taken.forEach(lock -> locks.remove(lock.token()));
    return taken;
  }

  private void giveBackFailed(Message message) {
    Message failed = message.failed();
    if (failed.failedDeliveries() >= options.maxDeliveryCount()) {
      deadLetter(failed.with(DeadLetterReason.tooManyDeliveries(options.maxDeliveryCount())));
    } else {
      sessions.enqueue(failed);
    }
  }

  private void deadLetter(Message message) {
    if (deadLetters == null) {
      sessions.enqueue(message);
    } else {
      deadLetters.sessions.enqueue(message);
    }
  }
}
