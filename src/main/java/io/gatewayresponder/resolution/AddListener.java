package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.FrontendAddress;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.RoutingRule;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes a listener again for a rule whose listener is missing. Port and protocol are guessed from
 * what stands unused; the host names that it had are in no document, so a person enters one, or the
 * listener takes every host, where no other listener would lose requests by that.
 */
final class AddListener implements Resolution {
  private static final String HTTP = "Http";
  private static final String HTTPS = "Https";

  @Override
  public Family family() {
    return Family.E;
  }

  @Override
  public String name() {
    return "AddListener";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight.gateway().asFound().stream()
        .filter(gateway -> !gateway.frontends().isEmpty())
        .flatMap(
            gateway ->
                Routed.rules(causes, gateway).stream()
                    .filter(rule -> gateway.listener(rule.listenerName()).isEmpty())
                    .map(rule -> option(rule, gateway, causes, sight, answers)))
        .toList();
  }

  private Option option(
      RoutingRule rule, Gateway gateway, List<Finding> causes, Sight sight, Answers answers) {
    OptionDraft draft =
        Option.draft(
            this,
            rule.name(),
            "Make a listener for rule " + rule.name() + " of " + sight.gatewayId().name());
    NewListener wanted = ask(draft, gateway, rule, answers);
    Optional<String> objection = wanted.objection(gateway, rule);
    boolean fits = objection.isEmpty();
    return draft
        .why("The listener of rule " + rule.name() + " is not there.")
        .recommended(fits && UseListener.unserved(gateway).size() != 1)
        .risk(Option.Risk.MEDIUM)
        .changes(fits ? changes(wanted, rule, gateway, sight) : List.of())
        .sideEffects(
            List.of(
                wanted.host().isEmpty()
                    ? "Requests for every host that no other listener knows are taken at port "
                        + wanted.port()
                        + " from then on."
                    : "Requests for "
                        + wanted.host()
                        + " at port "
                        + wanted.port()
                        + " are taken from then on."))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(objection.stream().toList())
        .guidance(
            List.of(
                "The host names of the listener that is gone are in its last deployment or in the"
                    + " activity log's change of the gateway."))
        .cures(Routed.about(causes, new Subject.Rule(rule.name())), sight)
        .recovery(Routed.RECOVERY)
        .done();
  }

  private static NewListener ask(
      OptionDraft draft, Gateway gateway, RoutingRule rule, Answers answers) {
    ListenerGuess guess = ListenerGuess.of(gateway, rule);
    Parameter frontend =
        draft.ask(
            Parameter.choice(
                "frontend",
                "Front-end address",
                frontends(gateway),
                "public front ends come first"),
            answers);
    List<String> certificates = gateway.listenerCertificates();
    List<String> protocols = new ArrayList<>(List.of(HTTP));
    if (!certificates.isEmpty()) {
      protocols.add(guess.port() == ListenerPorts.HTTPS ? 0 : 1, HTTPS);
    }
    Parameter protocol =
        draft.ask(
            Parameter.choice("protocol", "Protocol", protocols, "usual for the port"), answers);
    Parameter port =
        draft.ask(
            Parameter.number(
                "port",
                "Port",
                1,
                new ListenerPorts(gateway).highest(),
                OptionalLong.of(guess.port()),
                guess.reason()),
            answers);
    String certificate =
        certificates.isEmpty()
            ? ""
            : draft
                .ask(
                    Parameter.choice(
                        "certificate", "Certificate, for HTTPS", certificates, "a guess"),
                    answers)
                .value();
    Parameter host =
        draft.ask(
            Parameter.text(
                "host",
                "Host name that clients ask for (none: every host)",
                ParameterType.HOST_NAME,
                "",
                "which one it was is not known"),
            answers);
    return new NewListener(
        frontend.value(),
        Integer.parseInt(port.value()),
        protocol.value(),
        certificate,
        host.value());
  }

  private static List<String> frontends(Gateway gateway) {
    return gateway.frontends().stream()
        .sorted(Comparator.comparing(frontend -> !frontend.isPublic()))
        .map(FrontendAddress::name)
        .toList();
  }

  private static List<Change> changes(
      NewListener wanted, RoutingRule rule, Gateway gateway, Sight sight) {
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    String port = FrontendPort.named(edit, gateway, wanted.port());
    String name =
        rule.listenerName().isEmpty()
            ? edit.freeName(Routed.LISTENERS, "listener-" + rule.name())
            : rule.listenerName();
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    edit.refer(
        properties, "frontendIPConfiguration", "frontendIPConfigurations", wanted.frontend());
    edit.refer(properties, "frontendPort", Routed.PORTS, port);
    properties.put("protocol", wanted.protocol());
    boolean encrypts = wanted.protocol().equals(HTTPS);
    if (encrypts) {
      edit.refer(properties, "sslCertificate", "sslCertificates", wanted.certificate());
    }
    if (!wanted.host().isEmpty()) {
      properties.put("hostName", wanted.host());
    }
    properties.putArray("hostNames");
    properties.put("requireServerNameIndication", encrypts && !wanted.host().isEmpty());
    edit.add(Routed.LISTENERS, name, properties);
    edit.edit(
        Routed.RULES, rule.name(), its -> edit.refer(its, "httpListener", Routed.LISTENERS, name));
    return edit.changes();
  }
}
