package io.gatewayresponder.lab.bus.amqp;

import io.gatewayresponder.lab.bus.queue.Draft;
import io.gatewayresponder.lab.bus.queue.SessionRequiredException;
import java.util.List;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** Takes what a client sends into a queue, and confirms it only once it is stored. */
final class ProducerLink implements LinkEnd {
  /** The message format by which Service Bus marks a batch. */
  private static final int BATCH_FORMAT = 0x80013700;

  /** Sends that a client may have under way at once. */
  static final int CREDIT = 1000;

  private final Receiver receiver;
  private final Desk desk;

  ProducerLink(Receiver receiver, Desk desk) {
    this.receiver = receiver;
    this.desk = desk;
  }

  @Override
  public void onDelivery(Delivery delivery) {
    byte[] encoded = new byte[delivery.pending()];
    receiver.recv(encoded, 0, encoded.length);
    receiver.advance();
    delivery.disposition(store(encoded, delivery.getMessageFormat()));
    delivery.settle();
    receiver.flow(1);
    desk.distribute();
  }

  private DeliveryState store(byte[] encoded, int format) {
    try {
      List<Draft> drafts =
          format == BATCH_FORMAT ? Envelope.openBatch(encoded) : List.of(Envelope.open(encoded));
      if (drafts.stream().anyMatch(Envelope::hasTimeToLive)) {
        return rejected(
            Conditions.because(Conditions.NOT_IMPLEMENTED, "The lab knows no time to live."));
      }
      drafts.forEach(desk.queue()::send);
      return Accepted.getInstance();
    } catch (SessionRequiredException e) {
      return rejected(Conditions.because(Conditions.NOT_ALLOWED, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      return rejected(Conditions.because(Conditions.DECODE_ERROR, e.toString()));
    }
  }

  private static Rejected rejected(ErrorCondition error) {
    Rejected rejected = new Rejected();
    rejected.setError(error);
    return rejected;
  }
}
