package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gatewayresponder.evidence.CertificateChain;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ShownCertificate;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.UploadedCertificate;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * First generation: the gateway knows its servers' certificates one by one. Uploads those that the
 * servers show now and attaches them beside those that are attached; the old ones stay, for servers
 * that still show them.
 */
final class ListServerCertificate implements Resolution {
  static final String CERTIFICATES = "authenticationCertificates";

  private static final int FINGERPRINT_IN_NAME = 8;

  @Override
  public Family family() {
    return Family.F;
  }

  @Override
  public String name() {
    return "ListServerCertificate";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight
        .gateway()
        .asFound()
        .filter(gateway -> gateway.generation() == Gateway.Generation.V1)
        .map(
            gateway ->
                UntrustedServers.of(
                        CausesBySetting.of(causes, gateway), sight, gateway.generation())
                    .stream()
                    .flatMap(servers -> option(servers, gateway, sight).stream())
                    .toList())
        .orElse(List.of());
  }

  /** The servers' own certificates that the setting does not list. */
  static List<ShownCertificate> unlisted(
      List<ShownServers.Shown> servers, List<UploadedCertificate> listed) {
    List<ShownCertificate> unlisted = new ArrayList<>();
    servers.stream()
        .flatMap(one -> one.judgement().chain().stream())
        .map(CertificateChain::leaf)
        .filter(
            leaf ->
                listed.stream()
                    .flatMap(one -> one.certificate().stream())
                    .noneMatch(leaf::isSameHolder))
        .filter(leaf -> unlisted.stream().noneMatch(leaf::isSameHolder))
        .forEach(unlisted::add);
    return List.copyOf(unlisted);
  }

  /** Uploads certificates and attaches them. */
  static void list(SettingEdit edit, List<ShownCertificate> certificates) {
    for (ShownCertificate one : certificates) {
      String name =
          edit.gateway()
              .freeName(
                  CERTIFICATES, "server-" + one.fingerprint().substring(0, FINGERPRINT_IN_NAME));
      edit.gateway()
          .add(CERTIFICATES, name, JsonNodeFactory.instance.objectNode().put("data", one.base64()));
      edit.attach(CERTIFICATES, List.of(name));
    }
  }

  private Optional<Option> option(UntrustedServers servers, Gateway gateway, Sight sight) {
    List<ShownCertificate> unlisted =
        unlisted(servers.shown(), gateway.trustedBy(servers.causes().setting()));
    if (unlisted.isEmpty()) {
      return Optional.empty();
    }
    return TlsPlan.of(
            sight, gateway, servers.pairs(), UntrustedServers.MEANT, edit -> list(edit, unlisted))
        .filter(plan -> plan.effect().heals())
        .map(plan -> option(servers, unlisted, plan, sight));
  }

  private Option option(
      UntrustedServers servers, List<ShownCertificate> unlisted, TlsPlan plan, Sight sight) {
    List<String> effects = new ArrayList<>(TlsWords.consequences(plan));
    effects.add(
        "When a server's certificate is renewed with a new key, it has to be uploaded again.");
    effects.addAll(GatewayEdit.SIDE_EFFECTS);
    List<String> guidance = new ArrayList<>();
    unlisted.forEach(
        one ->
            guidance.add(
                "Before approving, compare with the certificate on the server itself: "
                    + TlsWords.identity(one)));
    guidance.addAll(TlsWords.left(plan, UntrustedServers.MEANT));
    return Option.draft(
            this,
            servers.settingName(),
            "Let setting " + servers.settingName() + " know its servers' certificates")
        .why(servers.why())
        .recommended(plan.effect().sparesOthers())
        .risk(Option.Risk.MEDIUM)
        .changes(plan.changes())
        .sideEffects(effects)
        .guidance(guidance)
        .cures(servers.causes().of(servers.pairs()), sight)
        .recovery(servers.causes().recovery())
        .done();
  }
}
