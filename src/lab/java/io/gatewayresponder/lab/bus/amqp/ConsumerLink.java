package io.gatewayresponder.lab.bus.amqp;

import io.gatewayresponder.lab.bus.queue.Holder;
import io.gatewayresponder.lab.bus.queue.Lock;
import io.gatewayresponder.lab.bus.queue.Outcome;
import io.gatewayresponder.lab.bus.queue.Queue;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;
import org.jspecify.annotations.Nullable;

/** Gives a client the messages of a queue, or of one session, as far as its credit goes. */
final class ConsumerLink implements LinkEnd {
  private final Sender sender;
  private final Desk desk;
  private final Holder holder;
  private final @Nullable String session;

  ConsumerLink(Sender sender, Desk desk, Holder holder, @Nullable String session) {
    this.sender = sender;
    this.desk = desk;
    this.holder = holder;
    this.session = session;
  }

  /** Sends one message if there is one and the client wants it. */
  boolean handNext() {
    if (sender.getCredit() <= 0) {
      return false;
    }
    Optional<Lock> lock =
        session == null ? queue().lockNext(holder) : queue().lockNext(holder, session);
    lock.ifPresent(this::hand);
    return lock.isPresent();
  }

  private void hand(Lock lock) {
    Delivery delivery = sender.delivery(DotNet.guidBytes(lock.token()));
    byte[] encoded = Envelope.delivered(lock.message(), lock.until());
    sender.send(encoded, 0, encoded.length);
    if (sender.getSenderSettleMode() == SenderSettleMode.SETTLED) {
      // Receive and delete: the client has asked not to be asked.
      queue().settle(lock.token(), new Outcome.Completed());
      delivery.settle();
    }
    sender.advance();
  }

  void detachIfSessionLost() {
    if (session != null && queue().heldSession(session, holder::equals).isEmpty()) {
      desk.leave(this);
      sender.setCondition(
          Conditions.because(Conditions.SESSION_LOCK_LOST, "The session's lock has expired."));
      sender.close();
    }
  }

  @Override
  public void onCredit() {
    desk.distribute();
    if (sender.getDrain()) {
      sender.drained();
    }
  }

  @Override
  public void onDelivery(Delivery delivery) {
    if (delivery.isSettled()) {
      return;
    }
    if (delivery.getRemoteState() == null) {
      // The client has forgotten the message without a word on it: its lock will run out.
      if (delivery.remotelySettled()) {
        delivery.settle();
      }
      return;
    }
    delivery.disposition(settle(DotNet.guid(delivery.getTag()), delivery.getRemoteState()));
    delivery.settle();
    desk.distribute();
  }

  private DeliveryState settle(UUID token, DeliveryState wish) {
    Optional<Outcome> outcome = Outcomes.of(wish);
    if (outcome.isEmpty()) {
      return rejected(
          Conditions.because(Conditions.NOT_IMPLEMENTED, "The lab does not know " + wish));
    }
    return queue().settle(token, outcome.get()).isPresent()
        ? wish
        : rejected(
            Conditions.because(
                Conditions.MESSAGE_LOCK_LOST, "The message's lock has expired or been settled."));
  }

  private static Rejected rejected(ErrorCondition error) {
    Rejected rejected = new Rejected();
    rejected.setError(error);
    return rejected;
  }

  @Override
  public void onDetach() {
    desk.leave(this);
    if (session != null) {
      queue().leaveSession(session, holder);
      desk.distribute();
    }
  }

  @Override
  public void onConnectionLost() {
    desk.leave(this);
  }

  private Queue queue() {
    return desk.queue();
  }
}
