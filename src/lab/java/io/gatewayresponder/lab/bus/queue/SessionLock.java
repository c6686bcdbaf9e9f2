package io.gatewayresponder.lab.bus.queue;

import java.time.Instant;

/** A session reserved for one receiver: nobody else gets a message of it meanwhile. */
public record SessionLock(String session, Holder holder, Instant until) {
  SessionLock renewed(Instant end) {
    return new SessionLock(session, holder, end);
  }
}
