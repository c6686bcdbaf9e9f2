package io.gatewayresponder.lab.host;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import io.gatewayresponder.lab.web.Answer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function answers. */
record HostResponse(HttpStatusType status, Map<String, String> headers, @Nullable Object body)
    implements HttpResponseMessage {

  @Override
  public HttpStatusType getStatus() {
    return status;
  }

  @Override
  public @Nullable String getHeader(String key) {
    return headers.get(key);
  }

  @Override
  public @Nullable Object getBody() {
    return body;
  }

  /** As it goes over the wire; text without a content type is plain text. */
  Answer toAnswer() {
    Map<String, String> sent = new LinkedHashMap<>(headers);
    boolean typed = sent.keySet().stream().anyMatch("Content-Type"::equalsIgnoreCase);
    if (!typed && body != null) {
      sent.put("Content-Type", "text/plain; charset=utf-8");
    }
    return new Answer(status.value(), sent, bytes());
  }

  private byte[] bytes() {
    if (body instanceof byte[] bytes) {
      return bytes;
    }
    return body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Collects an answer. */
  static final class Builder implements HttpResponseMessage.Builder {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private HttpStatusType status;
    private @Nullable Object body;

    Builder(HttpStatusType status) {
      this.status = status;
    }

    @Override
    public Builder status(HttpStatusType other) {
      this.status = other;
      return this;
    }

    @Override
    public Builder header(String key, String value) {
      headers.put(key, value);
      return this;
    }

    @Override
    public Builder body(Object content) {
      this.body = content;
      return this;
    }

    @Override
    public HttpResponseMessage build() {
      return new HostResponse(status, Map.copyOf(headers), body);
    }
  }
}
