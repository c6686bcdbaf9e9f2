package io.gatewayresponder.lab.bus.amqp;

import io.gatewayresponder.lab.bus.queue.Queue;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the receivers of one queue stand: it hands them messages and sessions, in turn, as they
 * become available.
 */
final class Desk {
  private final Queue queue;
  private final List<ConsumerLink> consumers = new ArrayList<>();
  private final List<SessionRequest> sessionRequests = new ArrayList<>();

  Desk(Queue queue) {
    this.queue = queue;
  }

  Queue queue() {
    return queue;
  }

  /** The consumer gets its first message once its client gives it credit. */
  void join(ConsumerLink consumer) {
    consumers.add(consumer);
  }

  void leave(ConsumerLink consumer) {
    consumers.remove(consumer);
  }

  void await(SessionRequest request) {
    sessionRequests.add(request);
    distribute();
  }

  void giveUp(SessionRequest request) {
    sessionRequests.remove(request);
  }

  /** Hands out what there is to hand out, and turns away who has waited or held for too long. */
  void distribute() {
    queue.catchUp();
    for (SessionRequest request : List.copyOf(sessionRequests)) {
      if (request.isAnswered()) {
        sessionRequests.remove(request);
      }
    }
    for (ConsumerLink consumer : List.copyOf(consumers)) {
      consumer.detachIfSessionLost();
    }
    boolean handedOut = true;
    while (handedOut) {
      handedOut = false;
      for (ConsumerLink consumer : List.copyOf(consumers)) {
        if (consumer.handNext()) {
          handedOut = true;
          // To the end of the line, so that receivers take turns.
          consumers.remove(consumer);
          consumers.add(consumer);
        }
      }
    }
  }
}
