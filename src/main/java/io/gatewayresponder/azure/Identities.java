package io.gatewayresponder.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * The user-assigned managed identities that the responder acts as. Where tokens come from ({@code
 * IDENTITY_ENDPOINT}) is known to the platform and read by the SDK.
 */
final class Identities {
  /** The token service is beside the app; slower than this, something is wrong with it. */
  private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(5);

  private static final int MAX_RETRIES = 2;

  private Identities() {}

  static TokenCredential of(Optional<String> clientId, HttpClient client) {
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder()
            .httpClient(new TimedClient(client, TOKEN_TIMEOUT))
            .maxRetry(MAX_RETRIES)
            .retryTimeout(attempt -> Duration.ofMillis(500));
    clientId.ifPresent(builder::clientId);
    return builder.build();
  }
}
