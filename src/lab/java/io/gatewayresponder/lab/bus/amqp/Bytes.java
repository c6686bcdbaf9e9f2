package io.gatewayresponder.lab.bus.amqp;

import java.util.Arrays;
import org.apache.qpid.proton.amqp.Binary;

/** A copy of the bytes that an AMQP binary value is a window on. */
final class Bytes {
  private Bytes() {}

  static byte[] of(Binary binary) {
    int from = binary.getArrayOffset();
    return Arrays.copyOfRange(binary.getArray(), from, from + binary.getLength());
  }
}
