package io.gatewayresponder.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A client that gives each request a shorter time-out than its delegate; shares connections. */
final class TimedClient implements HttpClient {
  /** The key by which the SDK's clients take a time-out for one request. */
  private static final String RESPONSE_TIMEOUT = "azure-response-timeout";

  private final HttpClient delegate;
  private final Duration timeout;

  TimedClient(HttpClient delegate, Duration timeout) {
    this.delegate = delegate;
    this.timeout = timeout;
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return send(request, Context.NONE);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return delegate.send(request, context.addData(RESPONSE_TIMEOUT, timeout));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return delegate.sendSync(request, context.addData(RESPONSE_TIMEOUT, timeout));
  }
}
