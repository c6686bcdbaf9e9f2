package io.gatewayresponder.azure;

import com.azure.data.tables.models.TableEntity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Long texts and documents in table rows. A property holds 32,768 characters or 64 KiB, a row 1
 * MiB: so a text is cut into numbered properties, and is packed when it would not fit.
 */
final class Chunks {
  /** Below the limit of 32,768 UTF-16 characters. */
  static final int TEXT_CHARS = 30_000;

  /** Below the limit of 64 KiB. */
  static final int BINARY_BYTES = 60_000;

  /** A row's limit is 1 MiB, and a character takes two bytes; the rest is for other columns. */
  static final int MAX_PLAIN_CHARS = 300_000;

  /** Travels as base64, a third larger, and is below 1 MiB even so. */
  static final int MAX_BINARY_BYTES = 700_000;

  /** Unpacked: what a row says of itself is not believed without a limit. */
  private static final int MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

  private Chunks() {}

  /** Puts a text into numbered properties; returns its size in the row. */
  static int putText(TableEntity row, String name, String text) {
    if (text.length() > MAX_PLAIN_CHARS) {
      byte[] packed = pack(text.getBytes(StandardCharsets.UTF_8));
      if (packed.length > MAX_BINARY_BYTES) {
        throw new IllegalArgumentException(
            "too large for a table row: " + text.length() + " characters");
      }
      putBytes(row, name, packed, 0, packed.length);
      return packed.length;
    }
    int count = 0;
    for (int from = 0; from < text.length(); from += TEXT_CHARS) {
      row.addProperty(
          name + count++, text.substring(from, Math.min(text.length(), from + TEXT_CHARS)));
    }
    return text.length() * 2;
  }

  static String text(TableEntity row, String name) {
    if (row.getProperty(name + 0) instanceof byte[]) {
      return new String(unpack(bytes(row, name)), StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; row.getProperty(name + i) instanceof String part; i++) {
      text.append(part);
    }
    return text.toString();
  }

  static void putBytes(TableEntity row, String name, byte[] bytes, int from, int to) {
    int count = 0;
    for (int at = from; at < to; at += BINARY_BYTES) {
      row.addProperty(
          name + count++, Arrays.copyOfRange(bytes, at, Math.min(to, at + BINARY_BYTES)));
    }
  }

  static byte[] bytes(TableEntity row, String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; row.getProperty(name + i) instanceof byte[] part; i++) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  static byte[] pack(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("packing in memory", e);
    }
    return packed.toByteArray();
  }

  static byte[] unpack(byte[] packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = in.readNBytes(MAX_UNPACKED_BYTES + 1);
      if (bytes.length > MAX_UNPACKED_BYTES) {
        throw new IllegalArgumentException("a stored document that is too large when unpacked");
      }
      return bytes;
    } catch (IOException e) {
      throw new IllegalArgumentException("a stored document that cannot be unpacked", e);
    }
  }

  /** Cuts packed bytes into what one row may hold. */
  static List<byte[]> rows(byte[] packed) {
    List<byte[]> rows = new ArrayList<>();
    for (int at = 0; at < packed.length; at += MAX_BINARY_BYTES) {
      rows.add(Arrays.copyOfRange(packed, at, Math.min(packed.length, at + MAX_BINARY_BYTES)));
    }
    return rows;
  }
}
