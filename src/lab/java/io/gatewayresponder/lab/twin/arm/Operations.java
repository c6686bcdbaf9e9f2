package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The long-running operations. One is accepted, runs for its time by the twin's clock, and then
 * takes effect by itself, whether or not anybody asks. Some are exclusive: while one runs on a
 * resource, another is refused.
 */
final class Operations implements AutoCloseable {
  /** One operation; its outcome is empty while it runs. */
  record Operation(String id, String resourceId, String name, Instant end, boolean exclusive) {}

  private record Due(Operation operation, Supplier<Outcome> complete) {}

  private static final Logger LOG = Logger.getLogger(Operations.class.getName());

  /** How often is looked whether an operation is due, in wall time. */
  private static final int TICK_MILLIS = 20;

  /**
   * What a client is told to wait between two looks, simulated: the steady state of the recorded
   * polls.
   */
  private static final Duration POLL = Duration.ofSeconds(10);

  private final TwinClock clock;
  private final FaultSwitches faults;
  private final ScheduledExecutorService ticker;
  private final Object settling = new Object();
  private final Map<String, Operation> running = new HashMap<>();
  private final Map<String, Supplier<Outcome>> completions = new HashMap<>();
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Map<String, Consumer<Outcome>> waiting = new HashMap<>();

  Operations(TwinClock clock, FaultSwitches faults) {
    this.clock = clock;
    this.faults = faults;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "arm-operations");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        ticker.scheduleWithFixedDelay(
            this::settle, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Accepts an operation.
   *
   * @param name as the network provider calls it, such as PutApplicationGatewayOperation
   * @param accept what becomes visible at once; not called when the operation is refused, and the
   *     operation does not begin when this throws
   * @param complete what happens at the end, on another thread
   */
  synchronized Operation begin(
      String resourceId,
      String name,
      boolean exclusive,
      Duration simulated,
      Runnable accept,
      Supplier<Outcome> complete) {
    Operation operation =
        new Operation(
            UUID.randomUUID().toString(),
            resourceId,
            name,
            clock.instant().plus(faults.held(simulated)),
            exclusive);
    Optional<Operation> earlier = exclusive ? busyWith(resourceId) : Optional.empty();
    if (earlier.isPresent() && !givesWay(earlier.get(), name)) {
      throw refusal(earlier.get(), name);
    }
    accept.run();
    earlier.ifPresent(one -> cancel(one, operation));
    running.put(operation.id(), operation);
    completions.put(operation.id(), complete);
    return operation;
  }

  /** Whether there is, or was, such an operation. */
  synchronized boolean knows(String id) {
    return running.containsKey(id) || outcomes.containsKey(id);
  }

  /** How it ended; nothing while it runs. */
  synchronized Optional<Outcome> outcome(String id) {
    return Optional.ofNullable(outcomes.get(id));
  }

  /**
   * Tells how an operation ended: when it does, or at once when it has. The listener is told before
   * anybody who asks, and must not ask back.
   */
  synchronized void whenEnded(String id, Consumer<Outcome> listener) {
    Outcome outcome = outcomes.get(id);
    if (outcome == null) {
      waiting.put(id, listener);
    } else {
      listener.accept(outcome);
    }
  }

  /** How many seconds of wall time a client is told to wait before it looks again. */
  String retryAfterSeconds() {
    return Long.toString(Math.max(1, Math.round(clock.toWall(POLL).toMillis() / 1000.0)));
  }

  /** The same for one operation: no time at all when its own is over, as of one that takes none. */
  String retryAfterSeconds(Operation operation) {
    return operation.end().isAfter(clock.instant()) ? retryAfterSeconds() : "0";
  }

  /**
   * Completes what is due. Whoever comes while another completes something waits for it, so that
   * afterwards nothing is due any more.
   */
  void settle() {
    synchronized (settling) {
      completeAll(due());
    }
  }

  private List<Due> due() {
    List<Due> due = new ArrayList<>();
    synchronized (this) {
      Instant now = clock.instant();
      for (Operation operation : running.values()) {
        Supplier<Outcome> complete = completions.get(operation.id());
        if (complete != null && !operation.end().isAfter(now)) {
          completions.remove(operation.id());
          due.add(new Due(operation, complete));
        }
      }
    }
    due.sort(Comparator.comparing(one -> one.operation().end()));
    return due;
  }

  private void completeAll(List<Due> due) {
    for (Due one : due) {
      Outcome outcome = complete(one.operation(), one.complete());
      synchronized (this) {
        end(one.operation(), outcome);
      }
    }
  }

  private static Outcome complete(Operation operation, Supplier<Outcome> work) {
    try {
      return work.get();
    } catch (ArmError e) {
      return new Outcome.Failed(e);
    } catch (RuntimeException e) {
      // The ticker must go on whatever one operation meets.
      LOG.log(Level.SEVERE, e, () -> operation.name() + " broke on " + operation.resourceId());
      return new Outcome.Failed(new ArmError(500, "InternalServerError", "An error occurred."));
    }
  }

  private Optional<Operation> busyWith(String resourceId) {
    return running.values().stream()
        .filter(Operation::exclusive)
        .filter(one -> ResourceId.key(one.resourceId()).equals(ResourceId.key(resourceId)))
        .findFirst();
  }

  /** Of gateways only was it reported that a later change wins. */
  private boolean givesWay(Operation running, String later) {
    return faults.supersedes()
        && later.equals(Gateways.PUT)
        && running.name().equals(later)
        && completions.containsKey(running.id());
  }

  private ArmError refusal(Operation running, String later) {
    return running.name().startsWith("Put") && later.startsWith("Put")
        ? retryable(running)
        : inProgress(running);
  }

  /** What it would have done at its end is not done. */
  private void cancel(Operation earlier, Operation later) {
    completions.remove(earlier.id());
    end(earlier, new Outcome.Canceled(superseded(earlier, later)));
  }

  private void end(Operation operation, Outcome outcome) {
    outcomes.put(operation.id(), outcome);
    running.remove(operation.id());
    Consumer<Outcome> listener = waiting.remove(operation.id());
    if (listener != null) {
      listener.accept(outcome);
    }
  }

  private static ArmError superseded(Operation earlier, Operation later) {
    return detailed(
        409,
        "Canceled",
        "Operation was canceled.",
        "CanceledAndSupersededDueToAnotherOperation",
        "Operation %s (%s) was canceled and superseded by operation %s (%s)."
            .formatted(earlier.name(), earlier.id(), later.name(), later.id()));
  }

  /** Anything that meets a start or stop is told to look at that operation. */
  private static ArmError inProgress(Operation other) {
    return new ArmError(
        409,
        "AnotherOperationInProgress",
        "Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: "
            + "https://management.azure.com/subscriptions/"
            + ResourceId.of(other.resourceId()).subscription()
            + "/providers/Microsoft.Network/operations/"
            + other.id()
            + ".");
  }

  /** A second PUT is told to try again later. */
  private ArmError retryable(Operation other) {
    String seconds = retryAfterSeconds();
    return detailed(
            429,
            "RetryableError",
            "A retryable error occurred.",
            "RetryableErrorDueToAnotherOperation",
            "Operation %s (%s) is updating resource %s. The call can be retried in %s seconds."
                .formatted(other.name(), other.id(), other.resourceId(), seconds))
        .retryAfter(Duration.ofSeconds(Long.parseLong(seconds)));
  }

  private static ArmError detailed(
      int status, String code, String message, String detailCode, String detail) {
    var body = Json.object();
    body.putObject("error")
        .put("code", code)
        .put("message", message)
        .putArray("details")
        .addObject()
        .put("code", detailCode)
        .put("message", detail);
    return new ArmError(status, code, message).withBody(body);
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
