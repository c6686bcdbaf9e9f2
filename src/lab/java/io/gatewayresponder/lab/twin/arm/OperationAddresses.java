package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.twin.estate.ArmError;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The addresses of long-running operations. They carry four signed parameters: t (ticks), c (a
 * certificate, long), s (a signature) and h (a hash). Whoever takes an address apart and puts it
 * together again without them gets nothing.
 */
final class OperationAddresses {
  private static final String MAC = "HmacSHA256";

  /**
   * As long as the certificates in recorded addresses, so that nobody stores an address in too
   * short a field.
   */
  private static final int CERTIFICATE_BYTES = 1400;

  private final SecretKeySpec key;
  private final String certificate;

  OperationAddresses() {
    byte[] secret = new byte[32];
    byte[] filler = new byte[CERTIFICATE_BYTES];
    SecureRandom random = new SecureRandom();
    random.nextBytes(secret);
    random.nextBytes(filler);
    key = new SecretKeySpec(secret, MAC);
    certificate = text(filler);
  }

  /**
   * The address of an operation.
   *
   * @param kind {@code operations} for its status, {@code operationResults} for its result
   */
  String of(ArmRequest request, String subscription, String location, String kind, String id) {
    String path =
        "/subscriptions/%s/providers/Microsoft.Network/locations/%s/%s/%s"
            .formatted(subscription, location, kind, id);
    String ticks = Long.toString(System.currentTimeMillis() * 10_000L);
    return "%s%s?api-version=%s&t=%s&c=%s&s=%s&h=%s"
        .formatted(
            request.origin(),
            path,
            request.apiVersion(),
            ticks,
            certificate,
            sign(path, ticks),
            hash(path, ticks));
  }

  /** Throws a 403 when the address is not one that was given out. */
  void verify(ArmRequest request) {
    String ticks = request.query().getOrDefault("t", "");
    boolean genuine =
        request.query().getOrDefault("c", "").equals(certificate)
            && request.query().getOrDefault("s", "").equals(sign(request.path(), ticks))
            && request.query().getOrDefault("h", "").equals(hash(request.path(), ticks));
    if (!genuine) {
      // How Azure words this was not recorded.
      throw new ArmError(
          403,
          "InvalidOperationSignature",
          "The address of the operation is not as it was given: the parameters t, c, s and h belong to it.");
    }
  }

  private String sign(String path, String ticks) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return text(mac.doFinal(material(path, ticks)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hash(String path, String ticks) {
    try {
      return text(MessageDigest.getInstance("SHA-256").digest(material(path, ticks)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] material(String path, String ticks) {
    return (path.toLowerCase(Locale.ROOT) + "\n" + ticks).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
