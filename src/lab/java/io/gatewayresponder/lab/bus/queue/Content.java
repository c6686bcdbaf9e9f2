package io.gatewayresponder.lab.bus.queue;

/** Bytes that the queue keeps and never reads: an encoded message, or the state of a session. */
public final class Content {
  private final byte[] bytes;

  private Content(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Content of(byte[] bytes) {
    return new Content(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}
