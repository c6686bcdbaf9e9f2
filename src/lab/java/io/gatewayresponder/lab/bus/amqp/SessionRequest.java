package io.gatewayresponder.lab.bus.amqp;

import io.gatewayresponder.lab.bus.queue.Holder;
import io.gatewayresponder.lab.bus.queue.SessionLock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.engine.Sender;

/**
 * A client that waits for any free session with messages. Its link stays half open until there is
 * one; then the answer names the session, in the place where the client had left the name out.
 */
final class SessionRequest implements LinkEnd {
  static final Symbol SESSION_FILTER = Symbol.valueOf("com.microsoft:session-filter");
  private static final Symbol LOCKED_UNTIL = Symbol.valueOf("com.microsoft:locked-until-utc");

  private final Sender sender;
  private final Desk desk;
  private final Holder holder;
  private final InstantSource clock;
  private final Instant deadline;

  SessionRequest(Sender sender, Desk desk, Holder holder, InstantSource clock, Instant deadline) {
    this.sender = sender;
    this.desk = desk;
    this.holder = holder;
    this.clock = clock;
    this.deadline = deadline;
  }

  /** Tries to answer, with a session or with a time-out; false while the client has to wait on. */
  boolean isAnswered() {
    Optional<SessionLock> lock = desk.queue().acceptNextSession(holder);
    if (lock.isPresent()) {
      accept(sender, desk, lock.get());
      return true;
    }
    if (clock.instant().isBefore(deadline)) {
      return false;
    }
    Links.refuse(
        sender,
        Conditions.because(Conditions.TIMEOUT, "No session with messages became free in time."));
    return true;
  }

  static void accept(Sender sender, Desk desk, SessionLock lock) {
    Source source = (Source) sender.getRemoteSource();
    source.setFilter(Map.of(SESSION_FILTER, lock.session()));
    sender.setProperties(Map.of(LOCKED_UNTIL, DotNet.ticks(lock.until())));
    ConsumerLink consumer = new ConsumerLink(sender, desk, lock.holder(), lock.session());
    Links.open(sender, consumer);
    desk.join(consumer);
  }

  @Override
  public void onDetach() {
    desk.giveUp(this);
  }

  @Override
  public void onConnectionLost() {
    desk.giveUp(this);
  }
}
