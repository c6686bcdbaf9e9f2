package io.gatewayresponder.cli;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What it means that the gateway itself could not be read, and what to do: without it there is
 * nothing to diagnose.
 */
final class LookTrouble {
  /** How ARM names what is missing: {@code … to perform action 'Microsoft…/read' over scope …}. */
  private static final Pattern ACTION = Pattern.compile("action '([^']{1,200})'");

  private static final String ROLE =
      "The role that a diagnosis needs is in infra/roles/triage.json; ask an owner of the"
          + " subscription or of the resource group to assign it to you. A right that was granted"
          + " just now takes some minutes, and a new `az login`, to count.";

  private static final String SIGN_IN =
      "Run `az login` (for a subscription of another directory, `az login --tenant <directory>`),"
          + " and try again.";

  private static final String NETWORK =
      "Check the network, the VPN and, where there is a proxy, HTTPS_PROXY (or"
          + " -Dhttps.proxyHost=… and -Dhttps.proxyPort=… after `java`).";

  private static final String TRUST =
      "A proxy that opens TLS, or a lab, signs with an authority of its own: give Java a trust"
          + " store that has it, with -Djavax.net.ssl.trustStore=<file> and"
          + " -Djavax.net.ssl.trustStorePassword=<word> after `java`.";

  private LookTrouble() {}

  /** Nobody is signed in, or the sign-in gives no token. */
  static Trouble signIn(Look.Unreadable<?> not) {
    return new Trouble(
        "Nobody is signed in to Azure here, or the sign-in gives no token"
            + told(not.detail())
            + ".",
        SIGN_IN
            + " Without the Azure CLI, set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET,"
            + " or put a token into "
            + Places.TOKEN
            + ".");
  }

  /** The gateway could not be read. */
  static Trouble gateway(ResourceId gateway, Look.Unreadable<?> not, Places places) {
    if (refusesToken(not)) {
      return new Trouble(
          "Azure does not accept the token" + told(not.detail()) + ".",
          places.token().isPresent()
              ? "The token in "
                  + Places.TOKEN
                  + " has expired or is for something else: get a new"
                  + " one, or unset it to use `az login`."
              : SIGN_IN);
    }
    return switch (not.why()) {
      case FORBIDDEN -> forbidden(gateway, not.detail());
      case NOT_FOUND -> notFound(gateway, not.detail());
      case TIMED_OUT ->
          new Trouble(
              host(places.arm()) + " did not answer in time" + told(not.detail()) + ".", NETWORK);
      case UNREACHABLE -> unreachable(not.detail(), places.arm());
      case REFUSED, MALFORMED ->
          new Trouble(
              "Azure's answer about gateway "
                  + gateway.name()
                  + " cannot be used: it "
                  + not.why().words()
                  + told(not.detail())
                  + ".",
              "Check the id, and the address given with --arm-endpoint if there is one.");
    };
  }

  private static boolean refusesToken(Look.Unreadable<?> not) {
    return not.why() == Look.Why.FORBIDDEN
        && Stream.of(
                "InvalidAuthenticationToken",
                "ExpiredAuthenticationToken",
                "AuthenticationFailed",
                "InvalidAuthenticationInfo",
                "HTTP401",
                "no token")
            .anyMatch(not.detail()::startsWith);
  }

  private static Trouble forbidden(ResourceId gateway, String detail) {
    Matcher action = ACTION.matcher(detail);
    return new Trouble(
        "You may not read gateway "
            + gateway.name()
            + " (403)"
            + (action.find() ? ": the action " + action.group(1) + " is missing" : told(detail))
            + ".",
        ROLE);
  }

  private static Trouble notFound(ResourceId gateway, String detail) {
    if (detail.startsWith("SubscriptionNotFound")) {
      return new Trouble(
          "Azure knows no subscription "
              + gateway.subscription()
              + ", or whoever is signed in does not see it.",
          "`az account list -o table` prints the subscriptions that you see; one of another"
              + " directory needs `az login --tenant <directory>`.");
    }
    String where =
        " in resource group "
            + gateway.resourceGroup()
            + " of subscription "
            + gateway.subscription();
    return new Trouble(
        detail.startsWith("ResourceGroupNotFound")
            ? "Subscription "
                + gateway.subscription()
                + " has no resource group "
                + gateway.resourceGroup()
                + "."
            : "There is no application gateway " + gateway.name() + where + ".",
        "`az network application-gateway list --subscription "
            + gateway.subscription()
            + " --query \"[].id\" -o tsv` prints the ids that are there.");
  }

  private static Trouble unreachable(String detail, URI arm) {
    String words = detail.toLowerCase(Locale.ROOT);
    if (Stream.of("pkix", "certificate", "subject alternative").anyMatch(words::contains)) {
      return new Trouble(
          "The TLS certificate of " + host(arm) + " is not trusted here" + told(detail) + ".",
          TRUST);
    }
    if (Stream.of("handshake", "tls", "ssl").anyMatch(words::contains)) {
      return new Trouble(
          "No TLS connection to " + host(arm) + " comes about" + told(detail) + ".", TRUST);
    }
    if (words.startsWith("no connection") || words.startsWith("connection")) {
      return new Trouble("There is no connection to " + host(arm) + told(detail) + ".", NETWORK);
    }
    return new Trouble(
        host(arm) + " is not available now" + told(detail) + ".", "Try again in some minutes.");
  }

  private static String told(String detail) {
    return detail.isBlank() ? "" : " (" + detail.strip().replaceAll("\\.$", "") + ")";
  }

  private static String host(URI endpoint) {
    return String.valueOf(endpoint.getAuthority());
  }
}
