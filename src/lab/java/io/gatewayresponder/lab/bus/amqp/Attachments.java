package io.gatewayresponder.lab.bus.amqp;

import io.gatewayresponder.lab.bus.queue.Holder;
import io.gatewayresponder.lab.bus.queue.SessionLock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/** Decides what a client gets at the address that it attaches a link to. */
final class Attachments {
  private static final Symbol TIMEOUT_MILLIS = Symbol.valueOf("com.microsoft:timeout");

  /** Service Bus's own wait for a session when the client names none. */
  private static final Duration DEFAULT_SESSION_WAIT = Duration.ofSeconds(60);

  private final Map<String, Desk> desks;
  private final InstantSource clock;

  Attachments(Map<String, Desk> desks, InstantSource clock) {
    this.desks = desks;
    this.clock = clock;
  }

  void attach(ClientConnection client, Link link) {
    Optional<Address> address = Address.of(link);
    if (address.isEmpty()) {
      Links.refuse(
          link, Conditions.because(Conditions.NOT_IMPLEMENTED, "The lab knows no transactions."));
      return;
    }
    Desk desk = desks.get(address.get().entity());
    if (address.get().equals(Address.TOKENS)) {
      // Tokens are taken as they come: who may do what is the business of another room.
      attachNode(client, link, request -> Response.tokenAccepted());
    } else if (desk == null) {
      Links.refuse(
          link,
          Conditions.because(
              Conditions.NOT_FOUND,
              // In Service Bus's words: the SDK tells by them that trying again is no use.
              "The messaging entity '" + address.get().entity() + "' could not be found."));
    } else if (address.get().node()) {
      attachNode(client, link, new Management(desk, client.id()));
    } else if (link instanceof Receiver receiver) {
      Links.open(receiver, new ProducerLink(receiver, desk));
      receiver.flow(ProducerLink.CREDIT);
    } else if (link instanceof Sender sender) {
      attachConsumer(client, sender, desk);
    }
  }

  private static void attachNode(ClientConnection client, Link link, UnaryOperator<Message> node) {
    if (link instanceof Receiver receiver) {
      Links.open(receiver, new RequestLink(receiver, node, client.responseLinks()));
      receiver.flow(ProducerLink.CREDIT);
    } else if (link instanceof Sender sender && sender.getRemoteTarget() instanceof Target target) {
      ResponseLink responseLink = new ResponseLink(sender);
      client.responseLinks().put(target.getAddress(), responseLink);
      Links.open(sender, responseLink);
    }
  }

  private void attachConsumer(ClientConnection client, Sender sender, Desk desk) {
    Map<?, ?> filter = ((Source) sender.getRemoteSource()).getFilter();
    boolean wantsSession = filter != null && filter.containsKey(SessionRequest.SESSION_FILTER);
    Holder holder = new Holder(client.id(), sender.getName());
    if (wantsSession != desk.queue().options().requiresSession()) {
      Links.refuse(
          sender,
          Conditions.because(
              Conditions.NOT_ALLOWED,
              wantsSession
                  ? "The queue has no sessions."
                  : "The queue requires sessions: attach with a session filter."));
    } else if (!wantsSession) {
      ConsumerLink consumer = new ConsumerLink(sender, desk, holder, null);
      Links.open(sender, consumer);
      desk.join(consumer);
    } else {
      attachToSession(sender, desk, holder, (String) filter.get(SessionRequest.SESSION_FILTER));
    }
  }

  private void attachToSession(Sender sender, Desk desk, Holder holder, @Nullable String session) {
    if (session == null) {
      SessionRequest request =
          new SessionRequest(sender, desk, holder, clock, clock.instant().plus(wait(sender)));
      sender.setContext(request);
      desk.await(request);
      return;
    }
    Optional<SessionLock> lock = desk.queue().acceptSession(session, holder);
    if (lock.isPresent()) {
      SessionRequest.accept(sender, desk, lock.get());
    } else {
      Links.refuse(
          sender,
          Conditions.because(
              Conditions.SESSION_CANNOT_BE_LOCKED, "Another receiver holds the session."));
    }
  }

  private static Duration wait(Sender sender) {
    Map<Symbol, Object> properties = sender.getRemoteProperties();
    return properties != null && properties.get(TIMEOUT_MILLIS) instanceof Number millis
        ? Duration.ofMillis(millis.longValue())
        : DEFAULT_SESSION_WAIT;
  }
}
