package io.gatewayresponder.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpClient;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.AzureDeveloperCliCredentialBuilder;
import com.azure.identity.EnvironmentCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/**
 * Whoever is signed in to Azure on this machine: the ways to a token in turn, and what each of them
 * said where none gives one. Tokens are kept: each is a process of the Azure CLI, and several reads
 * want it.
 *
 * <p>A chain of our own and not {@code DefaultAzureCredential}: that one asks for a managed
 * identity before the Azure CLI, and a proxy that answers in its place ends the chain; some of its
 * links need native libraries that we leave out.
 */
final class SignIn implements TokenCredential {
  /** The Azure CLI is a Python program: slow to start on a cold disk, and it asks the network. */
  private static final Duration CLI_TIMEOUT = Duration.ofSeconds(30);

  private static final String NOT_THERE = "not installed";

  /** A way to a token, and what a person calls it. */
  record Way(String name, TokenCredential credential) {}

  private final List<Way> ways;
  private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();

  SignIn(List<Way> ways) {
    this.ways = List.copyOf(ways);
  }

  /**
   * The ways that may lead to a token here. A virtual machine's own identity is none of them: where
   * there is none, asking takes long; {@code az login --identity} uses it.
   */
  static SignIn of(Map<String, String> environment, HttpClient http) {
    List<Way> ways = new ArrayList<>();
    if (environment.containsKey("AZURE_CLIENT_ID")) {
      ways.add(
          new Way("AZURE_CLIENT_ID", new EnvironmentCredentialBuilder().httpClient(http).build()));
    }
    ways.add(new Way("az", new AzureCliCredentialBuilder().processTimeout(CLI_TIMEOUT).build()));
    ways.add(
        new Way(
            "azd", new AzureDeveloperCliCredentialBuilder().processTimeout(CLI_TIMEOUT).build()));
    if (environment.containsKey("IDENTITY_ENDPOINT") || environment.containsKey("MSI_ENDPOINT")) {
      ways.add(
          new Way(
              "managed identity", new ManagedIdentityCredentialBuilder().httpClient(http).build()));
    }
    return new SignIn(ways);
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromSupplier(() -> getTokenSync(request));
  }

  /**
   * A token by the first way that gives one.
   *
   * @throws ClientAuthenticationException when none does, with what each said
   */
  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    // After a claims challenge only a new token helps.
    return request.getClaims() == null
        ? tokens.computeIfAbsent(String.join(" ", request.getScopes()), scopes -> fresh(request))
        : fresh(request);
  }

  private AccessToken fresh(TokenRequestContext request) {
    List<String> said = new ArrayList<>();
    for (Way way : ways) {
      try {
        AccessToken token = way.credential().getTokenSync(request);
        if (token != null) {
          return token;
        }
      } catch (RuntimeException e) {
        String reason = reason(e);
        // Few people have the developer CLI, and its absence explains nothing.
        if (!way.name().equals("azd") || !reason.contains(NOT_THERE)) {
          said.add(way.name() + ": " + reason);
        }
      }
    }
    throw new ClientAuthenticationException(String.join("; ", said), null);
  }

  /** The SDK's words without its own name and without the address of its manual. */
  private static String reason(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String words = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return words
        .replaceAll("^\\w+ authentication unavailable\\.\\s*", "")
        .replaceAll("(?s)\\s*To (further )?mitigate this issue.*", "")
        .replaceAll("\\.\\s*$", "");
  }
}
