package io.gatewayresponder.lab.vnet;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The words of SOCKS version 5 (RFC 1928), as far as a client needs them that wants a TCP
 * connection and gives no password.
 */
final class SocksDoor {

  /** How a request ends, with its number on the wire. */
  enum Reply {
    CONNECTED(0),
    HOST_UNREACHABLE(4),
    CONNECTION_REFUSED(5),
    COMMAND_NOT_SUPPORTED(7),
    ADDRESS_TYPE_NOT_SUPPORTED(8);

    private final int number;

    Reply(int number) {
      this.number = number;
    }
  }

  /** Where somebody wants to go: a dotted address or a name. */
  record Wanted(String host, int port) {}

  private static final int VERSION = 5;
  private static final int NO_PASSWORD = 0;
  private static final int NONE_ACCEPTABLE = 0xff;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  private final DataInputStream in;
  private final OutputStream out;

  SocksDoor(DataInputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** What the client asks for; nothing when it was refused already. */
  Optional<Wanted> ask() throws IOException {
    return greet() ? request() : Optional.empty();
  }

  private boolean greet() throws IOException {
    if (in.readUnsignedByte() != VERSION) {
      return false;
    }
    byte[] methods = in.readNBytes(in.readUnsignedByte());
    boolean open = false;
    for (byte method : methods) {
      open |= method == NO_PASSWORD;
    }
    out.write(new byte[] {VERSION, (byte) (open ? NO_PASSWORD : NONE_ACCEPTABLE)});
    out.flush();
    return open;
  }

  private Optional<Wanted> request() throws IOException {
    if (in.readUnsignedByte() != VERSION) {
      return Optional.empty();
    }
    int command = in.readUnsignedByte();
    int reserved = in.readUnsignedByte();
    int kind = in.readUnsignedByte();
    if (reserved != 0 || (kind != IPV4 && kind != NAME)) {
      if (kind == IPV6) {
        in.skipNBytes(18);
      }
      reply(Reply.ADDRESS_TYPE_NOT_SUPPORTED);
      return Optional.empty();
    }
    String host = kind == IPV4 ? address() : name();
    Wanted wanted = new Wanted(host, in.readUnsignedShort());
    if (command != CONNECT) {
      reply(Reply.COMMAND_NOT_SUPPORTED);
      return Optional.empty();
    }
    return Optional.of(wanted);
  }

  private String address() throws IOException {
    byte[] bytes = in.readNBytes(4);
    if (bytes.length < 4) {
      throw new IOException("An address that ends too early");
    }
    return "%d.%d.%d.%d".formatted(bytes[0] & 255, bytes[1] & 255, bytes[2] & 255, bytes[3] & 255);
  }

  private String name() throws IOException {
    return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
  }

  /** Answers; the address that belongs into the answer is nobody's business. */
  void reply(Reply reply) throws IOException {
    out.write(new byte[] {VERSION, (byte) reply.number, 0, IPV4, 0, 0, 0, 0, 0, 0});
    out.flush();
  }
}
