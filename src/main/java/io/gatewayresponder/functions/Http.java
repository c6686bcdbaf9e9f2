package io.gatewayresponder.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What every HTTP entry point needs: headers without regard to case, forms, and answers with safe
 * headers.
 */
final class Http {
  /** Our pages load nothing from elsewhere, run no script, and may not be framed. */
  private static final String PAGE_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private Http() {}

  static Optional<String> header(HttpRequestMessage<?> request, String name) {
    return request.getHeaders().entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  static boolean wantsJson(HttpRequestMessage<?> request) {
    return header(request, "Accept").orElse("").contains("application/json");
  }

  /** The fields of a form; a field that comes twice counts once, the last. */
  static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  static HttpResponseMessage json(HttpRequestMessage<?> request, HttpStatus status, JsonNode body) {
    return request
        .createResponseBuilder(status)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .body(body.toString())
        .build();
  }

  /** A JSON answer of one word and one sentence. */
  static HttpResponseMessage say(
      HttpRequestMessage<?> request, HttpStatus status, String outcome, String reason) {
    return json(
        request,
        status,
        JsonNodeFactory.instance.objectNode().put("status", outcome).put("reason", reason));
  }

  static HttpResponseMessage page(HttpRequestMessage<?> request, HttpStatus status, String html) {
    return request
        .createResponseBuilder(status)
        .header("Content-Type", "text/html; charset=utf-8")
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", PAGE_POLICY)
        .header("Referrer-Policy", "same-origin")
        .header("X-Content-Type-Options", "nosniff")
        .body(html)
        .build();
  }

  static HttpResponseMessage redirect(HttpRequestMessage<?> request, String path) {
    return request
        .createResponseBuilder(HttpStatus.SEE_OTHER)
        .header("Location", path)
        .header("Cache-Control", "no-store")
        .build();
  }
}
