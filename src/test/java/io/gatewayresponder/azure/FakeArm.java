package io.gatewayresponder.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An ARM in memory, behind the very pipeline of production: it answers each request as told. */
final class FakeArm implements HttpClient {
  static final URI ENDPOINT = URI.create("https://arm.example:7443");

  /** Where the same answers are given to questions about logs. */
  static final URI LOGS = URI.create("https://logs.example:7443");

  static final TokenCredential CREDENTIAL = credentialFor(ENDPOINT);

  private static TokenCredential credentialFor(URI endpoint) {
    return request -> {
      if (!request.getScopes().equals(List.of(endpoint + "/.default"))) {
        return Mono.error(new AssertionError("another audience: " + request.getScopes()));
      }
      return Mono.just(new AccessToken("token", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    };
  }

  /** An answer. */
  static final class Reply {
    private final int status;
    private final String body;
    private final HttpHeaders headers = new HttpHeaders();

    /** Headers are name, value, name, value. */
    Reply(int status, String body, String... headers) {
      this.status = status;
      this.body = body;
      for (int i = 0; i < headers.length; i += 2) {
        this.headers.set(HttpHeaderName.fromString(headers[i]), headers[i + 1]);
      }
    }

    static Reply json(int status, JsonNode body, String... headers) {
      return new Reply(status, body.toString(), headers);
    }
  }

  final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
  private final Function<HttpRequest, Reply> answers;

  FakeArm(Function<HttpRequest, Reply> answers) {
    this.answers = answers;
  }

  /** Answers in this order, the last one for ever. */
  static FakeArm inOrder(Reply... replies) {
    List<Reply> left = new CopyOnWriteArrayList<>(replies);
    return new FakeArm(request -> left.size() > 1 ? left.remove(0) : left.get(0));
  }

  ArmCalls reader() {
    return new ArmCalls(ArmPipeline.reader(this, CREDENTIAL, ENDPOINT), ENDPOINT);
  }

  /** All that a sight reads by; its handshakes are switched off. */
  ArmSights.Reader eyes() {
    HttpPipeline pipeline = ArmPipeline.reader(this, CREDENTIAL, ENDPOINT);
    return new ArmSights.Reader(
        new ArmCalls(pipeline, ENDPOINT),
        new MetricsLook(pipeline, ENDPOINT),
        new LogsLook(ArmPipeline.logs(this, credentialFor(LOGS), LOGS), LOGS),
        new TlsLook(false, Clock.systemUTC()));
  }

  ArmRestWriter writer() {
    return new ArmRestWriter(
        new ArmCalls(ArmPipeline.writer(this, CREDENTIAL, ENDPOINT), ENDPOINT));
  }

  List<String> calls() {
    return requests.stream().map(r -> r.getHttpMethod() + " " + r.getUrl()).toList();
  }

  static JsonNode sample(String name) {
    try {
      return Json.MAPPER.readTree(
          Files.readAllBytes(Path.of("src/test/resources/samples").resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromCallable(() -> sendSync(request, Context.NONE));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    requests.add(request);
    return new Response(request, answers.apply(request));
  }

  private static final class Response extends HttpResponse {
    private final Reply reply;

    Response(HttpRequest request, Reply reply) {
      super(request);
      this.reply = reply;
    }

    @Override
    public int getStatusCode() {
      return reply.status;
    }

    @Override
    @Deprecated
    public @Nullable String getHeaderValue(String name) {
      return reply.headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      return reply.headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(bytes()));
    }

    private byte[] bytes() {
      return reply.body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(bytes());
    }

    @Override
    public Mono<String> getBodyAsString() {
      return Mono.just(reply.body);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(reply.body);
    }
  }
}
