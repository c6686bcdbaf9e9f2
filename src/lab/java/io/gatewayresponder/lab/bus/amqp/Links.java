package io.gatewayresponder.lab.bus.amqp;

import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Link;

/** Opening and refusing links, as AMQP wants it done. */
final class Links {
  /** The Standard tier's limit, which Service Bus announces and the SDK keeps to. */
  static final UnsignedLong MAX_MESSAGE_BYTES = UnsignedLong.valueOf(256 * 1024);

  private Links() {}

  static void open(Link link, LinkEnd end) {
    link.setContext(end);
    link.setSource(link.getRemoteSource());
    link.setTarget(link.getRemoteTarget());
    link.setSenderSettleMode(link.getRemoteSenderSettleMode());
    link.setReceiverSettleMode(link.getRemoteReceiverSettleMode());
    link.setMaxMessageSize(MAX_MESSAGE_BYTES);
    link.open();
  }

  /** A refused link is opened without source and target, and closed with the reason. */
  static void refuse(Link link, ErrorCondition reason) {
    link.setContext(new LinkEnd() {});
    link.open();
    link.setCondition(reason);
    link.close();
  }

  static void detached(Link link) {
    link.close();
    link.free();
  }
}
