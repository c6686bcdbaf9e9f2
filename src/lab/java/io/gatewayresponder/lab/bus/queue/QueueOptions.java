package io.gatewayresponder.lab.bus.queue;

import java.time.Duration;

/**
 * How a queue was created.
 *
 * @param lockDuration how long a receiver may hold a message or session without renewing
 * @param maxDeliveryCount failed deliveries after which a message is dead-lettered
 * @param requiresSession every message names a session, and sessions are received one receiver each
 * @param duplicateDetectionWindow how long a message id is remembered; zero switches duplicate
 *     detection off
 */
public record QueueOptions(
    String name,
    Duration lockDuration,
    int maxDeliveryCount,
    boolean requiresSession,
    Duration duplicateDetectionWindow) {

  /** Service Bus's own default. */
  public static final Duration DEFAULT_LOCK_DURATION = Duration.ofMinutes(1);

  /** Service Bus's own default. */
  public static final int DEFAULT_MAX_DELIVERY_COUNT = 10;

  public static QueueOptions named(String name) {
    return new QueueOptions(
        name, DEFAULT_LOCK_DURATION, DEFAULT_MAX_DELIVERY_COUNT, false, Duration.ZERO);
  }

  public QueueOptions withLockDuration(Duration duration) {
    return new QueueOptions(
        name, duration, maxDeliveryCount, requiresSession, duplicateDetectionWindow);
  }

  public QueueOptions withMaxDeliveryCount(int count) {
    return new QueueOptions(name, lockDuration, count, requiresSession, duplicateDetectionWindow);
  }

  public QueueOptions withSessions() {
    return new QueueOptions(name, lockDuration, maxDeliveryCount, true, duplicateDetectionWindow);
  }

  public QueueOptions withDuplicateDetection(Duration window) {
    return new QueueOptions(name, lockDuration, maxDeliveryCount, requiresSession, window);
  }

  /**
   * Dead letters are kept until someone takes them away: no further place to move them to, and no
   * sessions.
   */
  QueueOptions ofDeadLetters() {
    return new QueueOptions(
        name + "/$deadletterqueue", lockDuration, Integer.MAX_VALUE, false, Duration.ZERO);
  }
}
