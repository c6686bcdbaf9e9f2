package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a person approves: a hash over the option's id and every write, with what stood there
 * before. When planning again gives the same digest, it is the same writes on the same ground. The
 * words of an option are not part of it; neither are volatile fields.
 */
public final class Digest {
  /** Goes up when what is hashed changes, so that an old approval can never match by accident. */
  private static final String VERSION = "p1-";

  private Digest() {}

  /** The digest of an option, {@code p1-} and 64 hexadecimal digits. */
  public static String of(Option option) {
    String text = CanonicalJson.of(hashed(option));
    return VERSION
        + HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static ObjectNode hashed(Option option) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("option", option.id());
    ArrayNode changes = root.putArray("changes");
    for (Change change : option.changes()) {
      ObjectNode entry = changes.addObject();
      entry.put("resourceId", change.resourceId().key());
      entry.put("apiVersion", change.apiVersion());
      entry.put("operation", change.operation().name());
      entry.put("path", change.path());
      entry.set("before", stable(change.before()));
      entry.set("after", stable(change.after()));
    }
    return root;
  }

  private static JsonNode stable(@Nullable JsonNode document) {
    return document == null ? NullNode.getInstance() : Volatile.without(document);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
