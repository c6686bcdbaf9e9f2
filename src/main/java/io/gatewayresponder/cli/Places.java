package io.gatewayresponder.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where Azure is, and a token for it where one is given.
 *
 * @param arm Azure Resource Manager, without a trailing slash
 * @param logs where workspaces are queried, without a trailing slash
 * @param token a bearer token; empty to ask whoever is signed in
 * @param handshakes whether this machine reaches the back ends as the gateway does
 */
record Places(URI arm, URI logs, Optional<String> token, boolean handshakes) {
  /**
   * The environment variable of a token: not an option, since other users of a machine can read the
   * arguments of a running program.
   */
  static final String TOKEN = "GATEWAY_RESPONDER_TOKEN";

  static final String AZURE_ARM = "https://management.azure.com";
  static final String AZURE_LOGS = "https://api.loganalytics.io";

  /**
   * Scheme, host and port of an address.
   *
   * @throws Trouble when it is no HTTPS address
   */
  static URI origin(String option, String text) {
    try {
      URI address = new URI(text.strip());
      boolean bare = address.getPath() == null || address.getPath().matches("/?");
      if ("https".equalsIgnoreCase(address.getScheme())
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && bare) {
        return URI.create("https://" + address.getRawAuthority());
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new Trouble(
        "The option " + option + " is not an address of a service: " + text + ".",
        "Give scheme and host alone, such as " + AZURE_ARM + "; a token is sent over https only.");
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "ARM " + arm + ", logs " + logs + (token.isPresent() ? ", with a token" : "");
  }
}
