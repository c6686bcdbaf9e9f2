package io.gatewayresponder.lab.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * An authority in the style of AD FS, where command-line tools sign in as a service principal: the
 * OpenID discovery document and the grant for client credentials (RFC 6749, section 4.4), no more.
 * Tools take an address that ends in {@code /adfs} for such an authority and do not try to have it
 * vouched for by Microsoft.
 */
public final class SignIn {
  /** Where the authority is, below the address of Azure Resource Manager. */
  public static final String PATH = "/adfs";

  public static final String DISCOVERY = PATH + "/.well-known/openid-configuration";

  /** As the Azure CLI looks for it when its user names the tenant {@code adfs}. */
  public static final String DISCOVERY_OF_TENANT = PATH + DISCOVERY;

  public static final String TOKEN = PATH + "/oauth2/token";

  private static final int SECRET_BYTES = 24;

  /** An answer; errors are worded as RFC 6749 wants them. */
  public record Reply(int status, ObjectNode body) {}

  private final Tokens tokens;
  private final String secret = newSecret();

  public SignIn(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Who may sign in: the person at the lab. */
  public Principal who() {
    return Principal.OWNER;
  }

  /** The secret of {@link #who}, another one in every lab. */
  public String secret() {
    return secret;
  }

  /**
   * The discovery document.
   *
   * @param origin scheme and authority by which the caller knows us
   */
  public ObjectNode discovery(String origin) {
    ObjectNode document =
        object()
            .put("issuer", origin + PATH)
            .put("authorization_endpoint", origin + PATH + "/oauth2/authorize")
            .put("token_endpoint", origin + TOKEN)
            .put("jwks_uri", origin + PATH + "/discovery/keys");
    document.putArray("grant_types_supported").add("client_credentials");
    document.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
    document.putArray("response_types_supported").add("token");
    document.putArray("subject_types_supported").add("pairwise");
    document.putArray("id_token_signing_alg_values_supported").add("RS256");
    return document;
  }

  /** A token for client credentials; one token is good for everything in the lab. */
  public Reply token(Map<String, String> form) {
    String grant = form.getOrDefault("grant_type", "");
    if (!grant.equals("client_credentials")) {
      return refusal(
          400, "unsupported_grant_type", "The lab grants tokens for client_credentials only.");
    }
    boolean known =
        who().clientId().equalsIgnoreCase(form.getOrDefault("client_id", ""))
            && same(secret, form.getOrDefault("client_secret", ""));
    if (!known) {
      return refusal(
          401,
          "invalid_client",
          "The lab knows no such client id with such a secret; see its banner.");
    }
    return new Reply(
        200,
        object()
            .put("access_token", tokens.issue(who()).value())
            .put("token_type", "bearer")
            .put("expires_in", Tokens.LIFETIME.toSeconds()));
  }

  private static Reply refusal(int status, String error, String description) {
    return new Reply(status, object().put("error", error).put("error_description", description));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    // A letter first: a tool would take a leading hyphen for an option.
    return "lab" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
