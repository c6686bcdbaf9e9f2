package io.gatewayresponder.lab.bus.amqp;

import io.gatewayresponder.lab.bus.queue.Content;
import io.gatewayresponder.lab.bus.queue.Draft;
import io.gatewayresponder.lab.bus.queue.Message;
import java.nio.BufferOverflowException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.jspecify.annotations.Nullable;

/**
 * Between an encoded AMQP message and the queue's message: what is read on arrival and written on
 * delivery.
 */
final class Envelope {
  private static final Symbol SCHEDULED_FOR = Symbol.valueOf("x-opt-scheduled-enqueue-time");
  private static final Symbol SEQUENCE_NUMBER = Symbol.valueOf("x-opt-sequence-number");
  private static final Symbol ENQUEUED_NUMBER = Symbol.valueOf("x-opt-enqueue-sequence-number");
  private static final Symbol ENQUEUED_AT = Symbol.valueOf("x-opt-enqueued-time");
  private static final Symbol LOCKED_UNTIL = Symbol.valueOf("x-opt-locked-until");
  private static final Symbol STATE = Symbol.valueOf("x-opt-message-state");
  private static final int ACTIVE = 0;
  private static final int SCHEDULED = 2;

  /** Most messages here are small; the buffer grows for the others. */
  private static final int LIKELY_BYTES = 4096;

  private Envelope() {}

  static Draft open(byte[] encoded) {
    org.apache.qpid.proton.message.Message message = decode(encoded);
    Object id = message.getMessageId();
    return new Draft(
        id == null ? null : id.toString(),
        message.getGroupId(),
        scheduledFor(message).orElse(null),
        Content.of(encoded));
  }

  /** The messages inside a batch: each is the data section of one that only wraps them. */
  static List<Draft> openBatch(byte[] encoded) {
    List<Draft> drafts = new ArrayList<>();
    for (Object section : Sections.of(encoded)) {
      if (section instanceof Data data) {
        drafts.add(open(Bytes.of(data.getValue())));
      }
    }
    return drafts;
  }

  /**
   * Messages that live for a limited time only are not modelled: refusing them beats keeping them
   * too long.
   */
  static boolean hasTimeToLive(Draft draft) {
    Header header = decode(draft.content().bytes()).getHeader();
    return header != null && header.getTtl() != null;
  }

  static byte[] delivered(Message message, Instant lockedUntil) {
    return encoded(message, lockedUntil, false);
  }

  static byte[] peeked(Message message, boolean scheduled) {
    return encoded(message, null, scheduled);
  }

  /** The bytes of the body, when it is data as the SDK sends it. */
  static byte[] body(Message message) {
    return decode(message.draft().content().bytes()).getBody() instanceof Data data
        ? Bytes.of(data.getValue())
        : new byte[0];
  }

  private static byte[] encoded(Message message, @Nullable Instant lockedUntil, boolean scheduled) {
    org.apache.qpid.proton.message.Message out = decode(message.draft().content().bytes());
    Header header = new Header();
    header.setDeliveryCount(UnsignedInteger.valueOf(message.failedDeliveries()));
    out.setHeader(header);
    out.setDeliveryAnnotations(null);
    out.setMessageAnnotations(
        new MessageAnnotations(annotations(out, message, lockedUntil, scheduled)));
    if (!message.properties().isEmpty()) {
      ApplicationProperties sent = out.getApplicationProperties();
      Map<String, Object> all = new LinkedHashMap<>();
      if (sent != null && sent.getValue() != null) {
        all.putAll(sent.getValue());
      }
      all.putAll(message.properties());
      out.setApplicationProperties(new ApplicationProperties(all));
    }
    return encode(out);
  }

  private static Map<Symbol, Object> annotations(
      org.apache.qpid.proton.message.Message sent,
      Message message,
      @Nullable Instant lockedUntil,
      boolean scheduled) {
    Map<Symbol, Object> annotations = new HashMap<>();
    MessageAnnotations own = sent.getMessageAnnotations();
    if (own != null && own.getValue() != null) {
      annotations.putAll(own.getValue());
    }
    annotations.put(SEQUENCE_NUMBER, message.sequenceNumber());
    annotations.put(ENQUEUED_NUMBER, message.sequenceNumber());
    annotations.put(ENQUEUED_AT, Date.from(message.enqueuedAt()));
    annotations.put(STATE, scheduled ? SCHEDULED : ACTIVE);
    if (lockedUntil != null) {
      annotations.put(LOCKED_UNTIL, Date.from(lockedUntil));
    }
    return annotations;
  }

  static org.apache.qpid.proton.message.Message decode(byte[] encoded) {
    org.apache.qpid.proton.message.Message message = Proton.message();
    message.decode(encoded, 0, encoded.length);
    return message;
  }

  static byte[] encode(org.apache.qpid.proton.message.Message message) {
    // Proton cannot tell the size beforehand.
    for (int size = LIKELY_BYTES; ; size *= 2) {
      try {
        byte[] bytes = new byte[size];
        return Arrays.copyOf(bytes, message.encode(bytes, 0, size));
      } catch (BufferOverflowException e) {
        if (size > Links.MAX_MESSAGE_BYTES.intValue() * 2) {
          throw e;
        }
      }
    }
  }

  private static Optional<Instant> scheduledFor(org.apache.qpid.proton.message.Message message) {
    MessageAnnotations annotations = message.getMessageAnnotations();
    return annotations == null || annotations.getValue() == null
        ? Optional.empty()
        : Optional.ofNullable((Date) annotations.getValue().get(SCHEDULED_FOR))
            .map(Date::toInstant);
  }
}
