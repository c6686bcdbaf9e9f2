package io.gatewayresponder.lab.bus.amqp;

import io.gatewayresponder.lab.bus.queue.Content;
import io.gatewayresponder.lab.bus.queue.Holder;
import io.gatewayresponder.lab.bus.queue.Outcome;
import io.gatewayresponder.lab.bus.queue.Peeked;
import io.gatewayresponder.lab.bus.queue.Queue;
import io.gatewayresponder.lab.bus.queue.SessionLock;
import io.gatewayresponder.lab.bus.queue.SessionRequiredException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.message.Message;

/** The management node of a queue: what clients ask for beside sending and receiving. */
final class Management implements UnaryOperator<Message> {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int NOT_IMPLEMENTED = 501;

  private final Desk desk;
  private final Queue queue;
  private final String connection;

  Management(Desk desk, String connection) {
    this.desk = desk;
    this.queue = desk.queue();
    this.connection = connection;
  }

  @Override
  public Message apply(Message message) {
    Request request = Request.of(message);
    try {
      Message response = answer(request);
      desk.distribute();
      return response;
    } catch (SessionRequiredException e) {
      return Response.failed(BAD_REQUEST, Conditions.NOT_ALLOWED, String.valueOf(e.getMessage()));
    }
  }

  private Message answer(Request request) {
    return switch (request.operation()) {
      case "com.microsoft:schedule-message" -> schedule(request);
      case "com.microsoft:cancel-scheduled-message" -> cancelScheduled(request);
      case "com.microsoft:peek-message" -> peek(request);
      case "com.microsoft:renew-lock" -> renewLocks(request);
      case "com.microsoft:update-disposition" -> settle(request);
      case "com.microsoft:renew-session-lock" -> renewSession(request);
      case "com.microsoft:get-session-state" -> sessionState(request);
      case "com.microsoft:set-session-state" -> setSessionState(request);
      default ->
          Response.failed(
              NOT_IMPLEMENTED,
              Conditions.NOT_IMPLEMENTED,
              "The lab does not know the operation " + request.operation());
    };
  }

  private Message schedule(Request request) {
    List<Long> numbers = new ArrayList<>();
    for (byte[] encoded : request.messages()) {
      numbers.add(queue.send(Envelope.open(encoded)));
    }
    // An array of objects: proton's map encoding knows no other.
    return Response.ok(Map.of("sequence-numbers", numbers.toArray(new Long[0])));
  }

  private Message cancelScheduled(Request request) {
    long cancelled =
        Arrays.stream(request.numbers("sequence-numbers"))
            .filter(number -> queue.cancelScheduled(number).isPresent())
            .count();
    return cancelled > 0
        ? Response.ok(Map.of())
        : Response.failed(
            NOT_FOUND, Conditions.MESSAGE_NOT_FOUND, "None of the messages is scheduled.");
  }

  private Message peek(Request request) {
    List<Map<String, Object>> messages =
        queue
            .peek(
                request.number("from-sequence-number"),
                (int) request.number("message-count"),
                request.text("session-id").orElse(null))
            .stream()
            .map(Management::onWire)
            .toList();
    return messages.isEmpty() ? Response.nothing() : Response.ok(Map.of("messages", messages));
  }

  private static Map<String, Object> onWire(Peeked peeked) {
    return Map.of("message", new Binary(Envelope.peeked(peeked.message(), peeked.scheduled())));
  }

  private Message renewLocks(Request request) {
    List<Date> ends = new ArrayList<>();
    for (UUID token : request.tokens()) {
      Optional<Instant> end = queue.renew(token);
      if (end.isEmpty()) {
        return messageLockLost();
      }
      ends.add(Date.from(end.get()));
    }
    return Response.ok(Map.of("expirations", ends.toArray(new Date[0])));
  }

  private Message settle(Request request) {
    Map<String, Object> properties = Outcomes.properties(request.map("properties-to-modify"));
    String status = request.text("disposition-status").orElse("");
    request.text("deadletter-reason").ifPresent(r -> properties.put("DeadLetterReason", r));
    request
        .text("deadletter-description")
        .ifPresent(d -> properties.put("DeadLetterErrorDescription", d));
    Optional<Outcome> outcome =
        switch (status) {
          case "completed" -> Optional.of(new Outcome.Completed());
          case "abandoned" -> Optional.of(new Outcome.Abandoned(properties));
          case "suspended" -> Optional.of(new Outcome.DeadLettered(properties));
          case "released" -> Optional.of(new Outcome.Released());
          default -> Optional.empty();
        };
    if (outcome.isEmpty()) {
      return Response.failed(
          NOT_IMPLEMENTED, Conditions.NOT_IMPLEMENTED, "The lab does not know " + status);
    }
    for (UUID token : request.tokens()) {
      if (queue.settle(token, outcome.get()).isEmpty()) {
        return messageLockLost();
      }
    }
    return Response.ok(Map.of());
  }

  private Message renewSession(Request request) {
    return queue
        .renewSession(request.session(), requester(request))
        .map(lock -> Response.ok(Map.of("expiration", Date.from(lock.until()))))
        .orElseGet(Management::sessionLockLost);
  }

  private Message sessionState(Request request) {
    Optional<SessionLock> held = queue.heldSession(request.session(), requester(request));
    if (held.isEmpty()) {
      return sessionLockLost();
    }
    return Response.ok(
        Collections.singletonMap(
            "session-state",
            queue
                .sessionState(request.session())
                .map(state -> new Binary(state.bytes()))
                .orElse(null)));
  }

  private Message setSessionState(Request request) {
    Optional<SessionLock> held = queue.heldSession(request.session(), requester(request));
    if (held.isEmpty()) {
      return sessionLockLost();
    }
    queue.setSessionState(
        request.session(), request.bytes("session-state").map(Content::of).orElse(null));
    return Response.ok(Map.of());
  }

  /**
   * Only the receiver that holds a session may work on it: it is known by its connection and, if
   * given, its link.
   */
  private Predicate<Holder> requester(Request request) {
    return holder ->
        holder.connection().equals(connection)
            && request.linkName().map(holder.link()::equals).orElse(true);
  }

  private static Message messageLockLost() {
    return Response.failed(
        GONE,
        Conditions.MESSAGE_LOCK_LOST,
        "The message's lock has expired, or it has been settled.");
  }

  private static Message sessionLockLost() {
    return Response.failed(
        GONE, Conditions.SESSION_LOCK_LOST, "The session's lock has expired, or it is not held.");
  }
}
