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
  /** Three reads start at once, a handful follow: as many as the app has. */
  private static final int THREADS = 8;

  /** A token that is handed in does not say how long it lives; a diagnosis is over by then. */
  private static final Duration HANDED_IN = Duration.ofMinutes(30);

  private UserSight() {}

  /**
   * Opens the sight. A token is asked for first, so that a missing sign-in is said once and not of
   * every read.
   *
   * @param logs where workspaces are queried
   * @param token a bearer token to use instead of a sign-in
   * @return unreadable when there is no token to be had
   */
  public static Look<Sight> open(
      ResourceId gateway, URI arm, URI logs, Optional<String> token, Clock clock) {
    SdkLogs.quieten();
    HttpClient http = ArmPipeline.httpClient();
    TokenCredential credential =
        token.map(UserSight::handedIn).orElseGet(() -> SignIn.of(System.getenv(), http));
    try {
      credential.getTokenSync(new TokenRequestContext().addScopes(arm + "/.default"));
    } catch (RuntimeException e) {
      String said = ArmError.clip(String.valueOf(e.getMessage()), ArmError.MAX_MESSAGE);
      return new Look.Unreadable<>(Look.Why.FORBIDDEN, "a token for Azure", said);
    }
    HttpPipeline pipeline = ArmPipeline.reader(http, credential, arm);
    return Look.found(
        ArmSight.forDiagnosis(
            gateway,
            new ArmCalls(pipeline, arm),
            new MetricsLook(pipeline, arm),
            new Reads(threads(), clock)));
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
