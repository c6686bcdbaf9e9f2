package io.gatewayresponder.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to ARM and says what came of it, without ever throwing for what the world does.
 * It sends to the ARM endpoint only: an address that a service names elsewhere is not followed,
 * since the token would go with it.
 */
final class ArmCalls {
  /** Network's api-version, for all that production reads and writes of it. */
  static final String NETWORK_API = "2025-05-01";

  /** A gateway of the largest size is about 1 MB; this protects our memory. */
  static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

  /** The whole of an answer's body has to be there by then, however steadily it trickles. */
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(15);

  /** Characters of a service's free text that are kept. */
  private static final int MAX_DETAIL = 300;

  private final HttpPipeline pipeline;
  private final URI endpoint;

  ArmCalls(HttpPipeline pipeline, URI endpoint) {
    this.pipeline = pipeline;
    this.endpoint = endpoint;
  }

  /** The address of a resource, or of an action on it such as {@code /start}. */
  String address(ResourceId id, String action, String apiVersion) {
    return address(id + action, "api-version=" + apiVersion);
  }

  /** An address at the ARM endpoint. {@code query} is already encoded. */
  String address(String path, String query) {
    if (List.of(path.split("/", -1)).stream().anyMatch(part -> part.matches("\\.{1,2}"))) {
      throw new IllegalArgumentException("a dot segment in a resource id");
    }
    try {
      String encoded = new URI(null, null, path, null).toASCIIString();
      return endpoint + encoded + "?" + query;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a path of ARM", e);
    }
  }

  /** Whether an address that a service named is at the ARM endpoint. */
  boolean isOurs(String address) {
    try {
      URI named = new URI(address);
      return endpoint.getScheme().equalsIgnoreCase(named.getScheme())
          && endpoint.getHost().equalsIgnoreCase(named.getHost())
          && port(endpoint) == port(named)
          && named.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? 443 : uri.getPort();
  }

  ArmAnswer get(String address) {
    return send(HttpMethod.GET, address, null);
  }

  /** Sends, and reads the answer to its end. */
  ArmAnswer send(HttpMethod method, String address, @Nullable JsonNode body) {
    if (!isOurs(address)) {
      return new ArmAnswer.Silent(
          Look.Why.MALFORMED, false, "an address outside ARM was not followed");
    }
    HttpRequest request = new HttpRequest(method, address);
    request.setHeader(HttpHeaderName.ACCEPT, "application/json");
    if (body != null) {
      request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
      request.setBody(BinaryData.fromBytes(Json.bytes(body)));
    }
    try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
      return read(response);
    } catch (ClientAuthenticationException e) {
      return new ArmAnswer.Silent(Look.Why.FORBIDDEN, false, detail("no token", e));
    } catch (RuntimeException e) {
      return silence(e);
    }
  }

  private static ArmAnswer read(HttpResponse response) {
    byte[] bytes;
    try (InputStream in = response.getBodyAsBinaryData().toStream()) {
      bytes = whole(in);
    } catch (IOException | UncheckedIOException e) {
      // Status and headers came, and for a write they are what counts.
      return answered(response, null, false);
    }
    if (bytes.length > MAX_BODY_BYTES) {
      return answered(response, null, false);
    }
    if (bytes.length == 0) {
      return answered(response, null, true);
    }
    try {
      JsonNode json = Json.MAPPER.readTree(bytes);
      boolean empty = json.isNull() || json.isMissingNode();
      return answered(response, empty ? null : json, true);
    } catch (JsonProcessingException e) {
      return answered(response, null, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArmAnswer answered(
      HttpResponse response, @Nullable JsonNode json, boolean understood) {
    return new ArmAnswer.Answered(
        response.getStatusCode(), response.getHeaders(), json, understood);
  }

  private static byte[] whole(InputStream in) throws IOException {
    long end = System.nanoTime() + BODY_TIMEOUT.toNanos();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[16 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      bytes.write(buffer, 0, n);
      if (bytes.size() > MAX_BODY_BYTES) {
        break;
      }
      if (System.nanoTime() > end) {
        throw new HttpTimeoutException("the body did not end");
      }
    }
    return bytes.toByteArray();
  }

  /** Sorts what the transport threw by the question "may it have been sent?". */
  static ArmAnswer.Silent silence(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpConnectTimeoutException) {
        return new ArmAnswer.Silent(Look.Why.TIMED_OUT, false, detail("no connection", cause));
      }
      if (cause instanceof ConnectException
          || cause instanceof SSLHandshakeException
          || cause instanceof SSLPeerUnverifiedException) {
        return new ArmAnswer.Silent(Look.Why.UNREACHABLE, false, detail("no connection", cause));
      }
      if (cause instanceof ClientAuthenticationException) {
        return new ArmAnswer.Silent(Look.Why.FORBIDDEN, false, detail("no token", cause));
      }
      if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
        return new ArmAnswer.Silent(Look.Why.TIMED_OUT, true, detail("no answer", cause));
      }
    }
    return new ArmAnswer.Silent(Look.Why.UNREACHABLE, true, detail("connection broken", e));
  }

  private static String detail(String words, Throwable e) {
    String message = e.getMessage();
    return ArmError.clip(message == null ? words : words + ": " + message, MAX_DETAIL);
  }

  /** An answer as a look at a thing. */
  static Look<JsonNode> look(String what, ArmAnswer answer) {
    if (answer instanceof ArmAnswer.Silent silent) {
      return new Look.Unreadable<>(silent.why(), what, silent.detail());
    }
    ArmAnswer.Answered answered = (ArmAnswer.Answered) answer;
    if (!answered.succeeded()) {
      return new Look.Unreadable<>(answered.why(), what, ArmError.of(answered).sentence());
    }
    JsonNode body = answered.body();
    if (!answered.understood() || body == null || !body.isObject()) {
      return new Look.Unreadable<>(
          Look.Why.MALFORMED, what, "HTTP " + answered.status() + " without a JSON object");
    }
    return Look.found(body);
  }
}
