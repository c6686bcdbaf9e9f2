package io.gatewayresponder.lab.twin.arm;

import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.identity.Token;
import io.gatewayresponder.lab.identity.Tokens;
import io.gatewayresponder.lab.twin.estate.ArmError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is calling. */
final class FrontDoor {
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;

  FrontDoor(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The caller; a 401 when there is no valid token. */
  Principal admit(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new ArmError(
          401,
          "AuthenticationFailed",
          "Authentication failed. The 'Authorization' header is missing.");
    }
    Optional<Token> token = tokens.find(authorization.substring(BEARER.length()).trim());
    if (token.isEmpty()) {
      throw new ArmError(401, "InvalidAuthenticationToken", "The access token is invalid.");
    }
    if (tokens.expired(token.get())) {
      throw new ArmError(
          401,
          "ExpiredAuthenticationToken",
          "The access token expiry UTC time '%s' is earlier than current UTC time."
              .formatted(token.get().expiresAt()));
    }
    return token.get().principal();
  }

  /** The challenge that belongs to a 401. */
  static String challenge(ArmError error, String tenant) {
    return "Bearer authorization_uri=\"https://login.windows.net/%s\", error=\"invalid_token\", error_description=\"%s\""
        .formatted(tenant, String.valueOf(error.getMessage()).replace('"', '\''));
  }
}
