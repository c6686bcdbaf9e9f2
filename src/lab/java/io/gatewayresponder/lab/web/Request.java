package io.gatewayresponder.lab.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a client asks.
 *
 * @param path without the query, still percent-encoded
 * @param query the raw query, empty when there is none
 * @param headers by name in lower case; a repeated header's values are joined by commas
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are passed on, never compared.
public record Request(
    String method, String path, String query, Map<String, String> headers, byte[] body) {

  /** The parameters of the query, decoded; of a repeated one the last. */
  public Map<String, String> parameters() {
    return decoded(query);
  }

  /** The fields of a posted form, decoded. */
  public Map<String, String> form() {
    return decoded(text());
  }

  public Optional<String> header(String nameInLowerCase) {
    return Optional.ofNullable(headers.get(nameInLowerCase));
  }

  /** The body as UTF-8 text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The value of a cookie. */
  public Optional<String> cookie(String name) {
    for (String cookie : header("cookie").orElse("").split(";", -1)) {
      int equals = cookie.indexOf('=');
      if (equals > 0 && cookie.substring(0, equals).strip().equals(name)) {
        return Optional.of(cookie.substring(equals + 1).strip());
      }
    }
    return Optional.empty();
  }

  /** Decodes percent-encoding; text that is no such encoding is returned as it is. */
  public static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static Map<String, String> decoded(String pairs) {
    Map<String, String> decoded = new LinkedHashMap<>();
    for (String pair : pairs.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        decoded.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return decoded;
  }
}
