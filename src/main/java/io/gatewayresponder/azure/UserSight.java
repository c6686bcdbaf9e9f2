package io.gatewayresponder.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.core.publisher.Mono;

/** The sight of a person at a terminal, as whoever they are signed in to Azure as. */
public final class UserSight {
  /** Reads wait rather than compute; a subnet's interfaces (up to 40) are read all together. */
  private static final int THREADS = 48;

  /** A token that is handed in does not say how long it lives; a diagnosis is over by then. */
  private static final Duration HANDED_IN = Duration.ofMinutes(30);

  /**
   * Where Azure is, and what may be done to look.
   *
   * @param arm Azure Resource Manager, without a trailing slash
   * @param logs where workspaces are searched, without a trailing slash
   * @param token a bearer token to use instead of a sign-in
   * @param handshakes whether TLS handshakes with back-end servers are tried from this machine
   */
  public record From(URI arm, URI logs, Optional<String> token, boolean handshakes) {
    /** Never shows the token. */
    @Override
    public String toString() {
      return arm + ", " + logs;
    }
  }

  private UserSight() {}

  /**
   * Opens the sight. A token is asked for first, so that a missing sign-in is said once and not of
   * every read.
   *
   * @return unreadable when there is no token to be had
   */
  public static Look<Sight> open(ResourceId gateway, From from, Clock clock) {
    SdkLogs.quieten();
    HttpClient http = ArmPipeline.httpClient();
    URI arm = from.arm();
    TokenCredential credential =
        from.token().map(UserSight::handedIn).orElseGet(() -> SignIn.of(System.getenv(), http));
    try {
      credential.getTokenSync(new TokenRequestContext().addScopes(arm + "/.default"));
    } catch (RuntimeException e) {
      String said = ArmError.clip(String.valueOf(e.getMessage()), ArmError.MAX_MESSAGE);
      return new Look.Unreadable<>(Look.Why.FORBIDDEN, "a token for Azure", said);
    }
    HttpPipeline pipeline = ArmPipeline.reader(http, credential, arm);
    HttpPipeline logs = ArmPipeline.logs(http, credential, from.logs());
    ArmSights.Reader reader =
        new ArmSights.Reader(
            new ArmCalls(pipeline, arm),
            new MetricsLook(pipeline, arm),
            new LogsLook(logs, from.logs()),
            new TlsLook(from.handshakes(), clock));
    return Look.found(ArmSight.forDiagnosis(gateway, reader, threads(), clock));
  }

  private static TokenCredential handedIn(String token) {
    return request ->
        Mono.fromSupplier(
            () -> new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plus(HANDED_IN)));
  }

  /** Daemons: a look that hangs must not keep the program from ending. */
  private static ExecutorService threads() {
    return Executors.newFixedThreadPool(
        THREADS,
        task -> {
          Thread thread = new Thread(task, "sight");
          thread.setDaemon(true);
          return thread;
        });
  }
}
