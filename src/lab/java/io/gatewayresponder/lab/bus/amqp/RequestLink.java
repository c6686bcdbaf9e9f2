package io.gatewayresponder.lab.bus.amqp;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;

/**
 * Takes a client's requests to a node; the answer goes to the response link that the request names.
 */
final class RequestLink implements LinkEnd {
  private final Receiver receiver;
  private final UnaryOperator<Message> node;
  private final Map<String, ResponseLink> responseLinks;

  RequestLink(
      Receiver receiver, UnaryOperator<Message> node, Map<String, ResponseLink> responseLinks) {
    this.receiver = receiver;
    this.node = node;
    this.responseLinks = responseLinks;
  }

  @Override
  public void onDelivery(Delivery delivery) {
    byte[] encoded = new byte[delivery.pending()];
    receiver.recv(encoded, 0, encoded.length);
    receiver.advance();
    delivery.disposition(Accepted.getInstance());
    delivery.settle();
    receiver.flow(1);
    Message request = Envelope.decode(encoded);
    ResponseLink responseLink = responseLinks.get(request.getReplyTo());
    if (responseLink != null) {
      Message response = node.apply(request);
      response.setCorrelationId(request.getMessageId());
      responseLink.send(response);
    }
  }
}
