package io.gatewayresponder.lab.bus.queue;

import java.time.Instant;
import java.util.UUID;

/** A message handed to one receiver, which has until a given time to settle it. */
public record Lock(UUID token, Message message, Holder holder, Instant until) {
  Lock renewed(Instant end) {
    return new Lock(token, message, holder, end);
  }
}
