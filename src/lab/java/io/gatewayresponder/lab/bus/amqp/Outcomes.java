package io.gatewayresponder.lab.bus.amqp;

import io.gatewayresponder.lab.bus.queue.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.jspecify.annotations.Nullable;

/** The queue's outcomes in AMQP's words. */
final class Outcomes {
  private Outcomes() {}

  /** Empty for what the lab does not model: deferring a message, and transactions. */
  static Optional<Outcome> of(DeliveryState state) {
    if (state instanceof Accepted) {
      return Optional.of(new Outcome.Completed());
    }
    if (state instanceof Released) {
      return Optional.of(new Outcome.Released());
    }
    if (state instanceof Rejected rejected) {
      Map<?, ?> info = rejected.getError() == null ? null : rejected.getError().getInfo();
      return Optional.of(new Outcome.DeadLettered(properties(info)));
    }
    if (state instanceof Modified modified && !isTrue(modified.getUndeliverableHere())) {
      return Optional.of(new Outcome.Abandoned(properties(modified.getMessageAnnotations())));
    }
    return Optional.empty();
  }

  static Map<String, Object> properties(@Nullable Map<?, ?> wire) {
    Map<String, Object> properties = new LinkedHashMap<>();
    if (wire != null) {
      wire.forEach((name, value) -> properties.put(String.valueOf(name), value));
    }
    return properties;
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }
}
