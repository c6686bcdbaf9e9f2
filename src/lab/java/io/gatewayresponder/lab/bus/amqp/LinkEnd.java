package io.gatewayresponder.lab.bus.amqp;

import org.apache.qpid.proton.engine.Delivery;

/** Our end of a link that a client has attached. */
interface LinkEnd {
  /** A message has arrived in full, or the client has said what it did with ours. */
  default void onDelivery(Delivery delivery) {}

  /** The client is ready for messages, or for more of them. */
  default void onCredit() {}

  /** The client has detached the link in good order. */
  default void onDetach() {}

  /** The connection is gone; whatever the link held is given up by its connection. */
  default void onConnectionLost() {}
}
