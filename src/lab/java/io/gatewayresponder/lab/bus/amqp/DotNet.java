package io.gatewayresponder.lab.bus.amqp;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * Service Bus is written in .NET, and two of its types show on the wire: the GUID's byte order and
 * the tick.
 */
final class DotNet {
  /** Length of a GUID, and so of every delivery tag. */
  static final int GUID_BYTES = 16;

  /** Ticks of 100 ns from the year 1 to 1970. */
  private static final long TICKS_AT_EPOCH = 621_355_968_000_000_000L;

  private static final long TICKS_PER_MILLISECOND = 10_000;

  private DotNet() {}

  /** A lock token as delivery tag: the first three groups little-endian, the rest as it is. */
  static byte[] guidBytes(UUID id) {
    byte[] bytes =
        ByteBuffer.allocate(GUID_BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return reordered(bytes);
  }

  static UUID guid(byte[] tag) {
    ByteBuffer bytes = ByteBuffer.wrap(reordered(tag));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  static long ticks(Instant time) {
    return TICKS_AT_EPOCH + time.toEpochMilli() * TICKS_PER_MILLISECOND;
  }

  private static byte[] reordered(byte[] from) {
    int[] order = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    byte[] to = new byte[GUID_BYTES];
    for (int i = 0; i < GUID_BYTES; i++) {
      to[i] = from[order[i]];
    }
    return to;
  }
}
