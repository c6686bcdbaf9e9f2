package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.AppHost;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WebApps.WebApp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Hosts that apps do not answer to, in a person's words. */
final class HostWords {
  static final String RECOVERY =
      "A change of the gateway takes some minutes; requests are sent with the new host from then"
          + " on. The probes may have been healthy before: ask the app through the gateway.";

  private HostWords() {}

  static String addresses(ForeignHost host) {
    return host.apps().stream()
        .map(ForeignHost.App::address)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  static String sentence(ForeignHost host, Sight sight) {
    Gateway gateway = sight.gateway().asFound().orElseThrow();
    ForeignHost.App first = host.apps().get(0);
    String sent =
        AppHost.of(gateway, first.pool(), host.setting()).names().stream()
            .flatMap(names -> names.isEmpty() ? List.of("any host").stream() : names.stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return "Setting %s sends %s (%s), which is not bound to %s."
        .formatted(
            host.setting().name(),
            host.isSettings() ? "its own host" : "the client's host",
            sent,
            host.apps().stream()
                .map(app -> app.app().name())
                .distinct()
                .collect(Collectors.joining(", ")));
  }

  static List<String> overriding(ForeignHost host, String sent) {
    List<String> sideEffects = new ArrayList<>();
    sideEffects.add(
        "The app sees %s and not the host that clients use: redirects, absolute links, cookies and"
                .formatted(sent)
            + " sign-ins (OpenID Connect) that it makes name that host.");
    if (!host.otherPools().isEmpty()) {
      sideEffects.add(
          "Setting %s also serves %s, with servers that are no apps: these get another host as well."
              .formatted(host.setting().name(), String.join(", ", host.otherPools())));
    }
    return sideEffects;
  }

  /** Microsoft's own advice for App Service, which takes DNS and a certificate. */
  static List<String> keepClientsHost(ForeignHost host) {
    List<String> steps = new ArrayList<>();
    steps.add(
        "The lasting way is to keep the client's host: bind the name that clients use to the app"
            + " with its certificate, and let the setting send no host of its own.");
    host.apps().stream()
        .map(ForeignHost.App::app)
        .distinct()
        .forEach(
            app ->
                steps.add(
                    "az webapp config hostname add --webapp-name '%s' --resource-group '%s'"
                            .formatted(plain(app.name(), "APP"), group(app))
                        + " --hostname NAME; then az webapp config ssl bind with the certificate's"
                        + " thumbprint."));
    return steps;
  }

  private static String group(WebApp app) {
    return app.id().map(id -> plain(id.resourceGroup(), "GROUP")).orElse("GROUP");
  }

  /** Names come from documents: only what is harmless in quotes goes into a command. */
  private static String plain(String name, String otherwise) {
    return name.matches("[A-Za-z0-9_.()-]+") ? name : otherwise;
  }
}
