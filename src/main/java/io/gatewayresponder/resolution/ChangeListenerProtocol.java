package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Listener;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lets listeners speak what their port is for: HTTPS on 443, where the gateway has a certificate
 * for it, or HTTP on 80.
 */
final class ChangeListenerProtocol implements Resolution {
  private static final String HTTPS = "Https";
  private static final String CERTIFICATE = "sslCertificate";

  @Override
  public Family family() {
    return Family.E;
  }

  @Override
  public String name() {
    return "ChangeListenerProtocol";
  }

  /**
   * True where the evidence speaks for another protocol rather than another port: a certificate
   * that no listener shows was meant for somebody, and no front-end port stands unused.
   */
  static boolean isLikelier(Gateway gateway, ClashingListeners clashing) {
    return clashing.protocol().equalsIgnoreCase("Http")
        && new ListenerPorts(gateway)
            .unused().stream()
                .allMatch(port -> ListenerPorts.contradicts(clashing.protocol(), port))
        && gateway.listenerCertificates().stream()
            .anyMatch(
                name ->
                    gateway.listeners().stream()
                        .noneMatch(one -> one.certificateName().equalsIgnoreCase(name)));
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight.gateway().asFound().stream()
        .flatMap(
            gateway ->
                ClashingListeners.of(causes, gateway).stream()
                    .filter(
                        clashing ->
                            clashing.protocol().equalsIgnoreCase(HTTPS)
                                || !gateway.listenerCertificates().isEmpty())
                    .map(clashing -> option(clashing, gateway, causes, sight, answers)))
        .toList();
  }

  private Option option(
      ClashingListeners clashing,
      Gateway gateway,
      List<Finding> causes,
      Sight sight,
      Answers answers) {
    boolean encrypt = clashing.protocol().equalsIgnoreCase("Http");
    String target = encrypt ? HTTPS : "Http";
    OptionDraft draft =
        Option.draft(
            this,
            String.join("+", clashing.names()),
            "Let listener "
                + clashing.words()
                + " of "
                + sight.gatewayId().name()
                + " speak "
                + target
                + " on port "
                + clashing.port());
    Optional<Parameter> certificate =
        encrypt ? Optional.of(draft.ask(certificate(gateway), answers)) : Optional.empty();
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    for (Listener listener : clashing.listeners()) {
      edit.edit(
          Routed.LISTENERS,
          listener.name(),
          properties -> {
            properties.put("protocol", target);
            properties.put(
                "requireServerNameIndication", encrypt && !listener.hostNames().isEmpty());
            certificate.ifPresentOrElse(
                chosen -> edit.refer(properties, CERTIFICATE, "sslCertificates", chosen.value()),
                () -> plain(properties));
          });
    }
    return draft
        .why(clashing.why())
        .recommended(isLikelier(gateway, clashing))
        .risk(encrypt ? Option.Risk.MEDIUM : Option.Risk.HIGH)
        .changes(edit.changes())
        .sideEffects(
            List.of(
                encrypt
                    ? "Clients that speak plain HTTP to this port are refused from then on, and the"
                        + " others see the chosen certificate: it has to be for their host names."
                    : "What clients send to this listener is not encrypted any more."))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .cures(clashing.causes(causes), sight)
        .recovery(Routed.RECOVERY)
        .done();
  }

  private static void plain(ObjectNode properties) {
    properties.remove(List.of(CERTIFICATE, "sslProfile"));
  }

  private static Parameter certificate(Gateway gateway) {
    List<String> names =
        gateway.listenerCertificates().stream()
            .sorted(
                Comparator.comparing(
                    (String name) ->
                        gateway.listeners().stream()
                            .anyMatch(one -> one.certificateName().equalsIgnoreCase(name))))
            .toList();
    return Parameter.choice(
        "certificate",
        "Certificate that clients see",
        names,
        names.size() == 1
            ? "the gateway has no other"
            : "a guess: those that no listener shows yet come first");
  }
}
