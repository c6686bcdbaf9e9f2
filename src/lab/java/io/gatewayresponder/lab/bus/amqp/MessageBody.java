package io.gatewayresponder.lab.bus.amqp;

import io.gatewayresponder.lab.bus.queue.Message;
import java.nio.charset.StandardCharsets;

/** The body of a stored message, for people who look into a queue. */
public final class MessageBody {
  private MessageBody() {}

  public static String text(Message message) {
    return new String(Envelope.body(message), StandardCharsets.UTF_8);
  }
}
