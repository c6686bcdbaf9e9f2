package io.gatewayresponder.lab.bus.amqp;

import java.nio.ByteBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;

/** Carries a node's answers back to the client. */
final class ResponseLink implements LinkEnd {
  private final Sender sender;
  private long lastTag;

  ResponseLink(Sender sender) {
    this.sender = sender;
  }

  void send(Message response) {
    byte[] tag = ByteBuffer.allocate(Long.BYTES).putLong(++lastTag).array();
    Delivery delivery = sender.delivery(tag);
    byte[] encoded = Envelope.encode(response);
    sender.send(encoded, 0, encoded.length);
    delivery.settle();
    sender.advance();
  }
}
