package io.gatewayresponder.lab.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens that the lab has issued. They are random words and carry nothing, so whoever wants to
 * know what one stands for has to ask here. They live by the wall clock, as the caches of the
 * clients do.
 */
public final class Tokens {
  /** How long a token is valid. Azure's live between one and twenty-four hours. */
  public static final Duration LIFETIME = Duration.ofHours(1);

  private static final int RANDOM_BYTES = 48;

  private final Map<String, Token> issued = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Clock wall;

  public Tokens(Clock wall) {
    this.wall = wall;
  }

  /** A new token. */
  public Token issue(Principal principal) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    Token token =
        new Token(
            "lab." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            principal,
            wall.instant().plus(LIFETIME));
    issued.put(token.value(), token);
    return token;
  }

  /** A new token with which a script may do everything. */
  public String ownerToken() {
    return issue(Principal.OWNER).value();
  }

  /** The token with this value, expired ones included. */
  public Optional<Token> find(String value) {
    return Optional.ofNullable(issued.get(value));
  }

  /** Whether the token's time is over. */
  public boolean expired(Token token) {
    return !wall.instant().isBefore(token.expiresAt());
  }
}
