package io.gatewayresponder.lab.bus.amqp;

import java.util.Locale;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * What a client attaches to.
 *
 * @param entity the queue's path, or the path of its dead letters
 * @param node whether the management node of the entity is meant rather than its messages
 */
record Address(String entity, boolean node) {
  /** The node to which clients send their tokens. */
  static final Address TOKENS = new Address("$cbs", true);

  private static final String MANAGEMENT = "/$management";

  /** The address of a link; empty for links that have none, such as a transaction coordinator's. */
  static Optional<Address> of(Link link) {
    return Optional.ofNullable(text(link)).map(Address::parse);
  }

  private static @Nullable String text(Link link) {
    if (link instanceof Receiver) {
      return link.getRemoteTarget() instanceof Target target ? target.getAddress() : null;
    }
    return link.getRemoteSource() instanceof Source source ? source.getAddress() : null;
  }

  static Address parse(String text) {
    String path = text.toLowerCase(Locale.ROOT);
    if (path.equals(TOKENS.entity())) {
      return TOKENS;
    }
    return path.endsWith(MANAGEMENT)
        ? new Address(path.substring(0, path.length() - MANAGEMENT.length()), true)
        : new Address(path, false);
  }
}
