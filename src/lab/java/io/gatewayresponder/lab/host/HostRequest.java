package io.gatewayresponder.lab.host;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import io.gatewayresponder.lab.web.Request;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a function sees it. Header names are in lower case: the real host sends them so, and
 * its Java worker looks them up as they are.
 */
record HostRequest(URI uri, Request request) implements HttpRequestMessage<Optional<String>> {
  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public HttpMethod getHttpMethod() {
    return HttpMethod.value(request.method());
  }

  @Override
  public Map<String, String> getHeaders() {
    return request.headers();
  }

  @Override
  public Map<String, String> getQueryParameters() {
    return request.parameters();
  }

  @Override
  public Optional<String> getBody() {
    return request.body().length == 0 ? Optional.empty() : Optional.of(request.text());
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
    return new HostResponse.Builder(status);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
    return new HostResponse.Builder(status);
  }
}
