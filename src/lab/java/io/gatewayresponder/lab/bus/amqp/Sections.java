package io.gatewayresponder.lab.bus.amqp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;

/**
 * All sections of an encoded message. Proton's own message keeps one body section; a batch has one
 * for each message.
 */
final class Sections {
  private Sections() {}

  static List<Object> of(byte[] encoded) {
    DecoderImpl decoder = new DecoderImpl();
    AMQPDefinedTypes.registerAllTypes(decoder, new EncoderImpl(decoder));
    ByteBuffer rest = ByteBuffer.wrap(encoded);
    decoder.setByteBuffer(rest);
    List<Object> sections = new ArrayList<>();
    while (rest.hasRemaining()) {
      sections.add(decoder.readObject());
    }
    return sections;
  }
}
