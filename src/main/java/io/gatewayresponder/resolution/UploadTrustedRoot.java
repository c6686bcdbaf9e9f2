package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ShownCertificate;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.evidence.UploadedCertificate;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Uploads the root of a private authority and attaches it to the setting, beside the roots that are
 * attached. Where a server sent its root in the handshake, that is the guess, and a person compares
 * its fingerprint with the authority's: what a server says of itself proves nothing. Else a person
 * supplies it; it has to have signed what the servers show.
 */
final class UploadTrustedRoot implements Resolution {
  static final String ROOTS = "trustedRootCertificates";

  private static final int FINGERPRINT_IN_NAME = 8;

  @Override
  public Family family() {
    return Family.F;
  }

  @Override
  public String name() {
    return "UploadTrustedRoot";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight
        .gateway()
        .asFound()
        .filter(gateway -> gateway.generation() == Gateway.Generation.V2)
        .map(
            gateway ->
                UntrustedServers.of(
                        CausesBySetting.of(causes, gateway), sight, gateway.generation())
                    .stream()
                    .filter(servers -> AssociateTrustedRoot.roots(servers).isEmpty())
                    .flatMap(servers -> option(servers, gateway, sight, answers).stream())
                    .toList())
        .orElse(List.of());
  }

  private Optional<Option> option(
      UntrustedServers servers, Gateway gateway, Sight sight, Answers answers) {
    OptionDraft draft = draft(servers);
    Parameter root = draft.ask(parameter(shownRoot(servers.shown())), answers);
    Optional<ShownCertificate> certificate = ShownCertificate.read(root.value());
    if (certificate.isEmpty()) {
      return Optional.of(asking(draft, servers, sight, servers.why()));
    }
    Optional<TlsPlan> plan =
        TlsPlan.of(
            sight,
            gateway,
            servers.pairs(),
            UntrustedServers.MEANT,
            edit -> edit.attach(ROOTS, List.of(upload(edit, gateway, certificate.get()))));
    if (plan.isEmpty()) {
      return Optional.empty();
    }
    if (!plan.get().effect().heals()) {
      // Asked for again: what was entered is of no use.
      OptionDraft again = draft(servers);
      again.ask(parameter(shownRoot(servers.shown())), Answers.none());
      return root.reason().equals(Parameter.ENTERED)
          ? Optional.of(
              asking(
                  again,
                  servers,
                  sight,
                  servers.why()
                      + " What was entered, "
                      + TlsWords.identity(certificate.get())
                      + ", did not sign what every server shows, and is not planned with."))
          : Optional.empty();
    }
    return Optional.of(writing(draft, servers, certificate.get(), plan.get(), sight));
  }

  private OptionDraft draft(UntrustedServers servers) {
    return Option.draft(
        this,
        servers.settingName(),
        "Upload the authority's root and let setting " + servers.settingName() + " trust it");
  }

  static Parameter parameter(Optional<ShownCertificate> guess) {
    return Parameter.text(
        "root",
        "Root certificate of the authority (PEM or Base64)",
        ParameterType.CERTIFICATE,
        guess.map(ShownCertificate::base64).orElse(""),
        guess
            .map(root -> "a server sent it as its own root: " + TlsWords.identity(root))
            .orElse("no server sends its root: get it from the authority that signed"));
  }

  /** The root that a server sent along. */
  static Optional<ShownCertificate> shownRoot(List<ShownServers.Shown> servers) {
    return servers.stream()
        .filter(one -> one.hasAny(UntrustedServers.MEANT))
        .flatMap(one -> one.judgement().chain().stream())
        .map(chain -> chain.top())
        .filter(top -> top.isSelfSigned() && top.isAuthority())
        .findFirst();
  }

  /** Uploads the certificate unless the gateway has it already; the name that it has there. */
  static String upload(SettingEdit edit, Gateway gateway, ShownCertificate root) {
    Optional<String> known =
        gateway.trustedRoots().stream()
            .filter(one -> one.certificate().map(root::isSameHolder).orElse(false))
            .map(UploadedCertificate::name)
            .findFirst();
    return known.orElseGet(
        () -> {
          String name =
              edit.gateway()
                  .freeName(ROOTS, "root-" + root.fingerprint().substring(0, FINGERPRINT_IN_NAME));
          edit.gateway()
              .add(ROOTS, name, JsonNodeFactory.instance.objectNode().put("data", root.base64()));
          return name;
        });
  }

  private static Option asking(
      OptionDraft draft, UntrustedServers servers, Sight sight, String why) {
    return draft
        .why(why)
        .recommended(isCalledFor(servers))
        .risk(Option.Risk.MEDIUM)
        .sideEffects(sideEffects(servers, List.of()))
        .cures(servers.causes().of(servers.pairs()), sight)
        .recovery(servers.causes().recovery())
        .done();
  }

  private static Option writing(
      OptionDraft draft,
      UntrustedServers servers,
      ShownCertificate root,
      TlsPlan plan,
      Sight sight) {
    List<String> guidance = new ArrayList<>();
    guidance.add(
        "Before approving, compare with what the authority itself says of its root: "
            + TlsWords.identity(root)
            + ". The same from a file: openssl x509 -in ROOT.cer -noout -subject -fingerprint"
            + " -sha256");
    guidance.addAll(TlsWords.left(plan, UntrustedServers.MEANT));
    if (!servers.anySeen()) {
      guidance.add("No server could be seen from here: that this root signed them is not checked.");
    }
    return draft
        .why(servers.why())
        .recommended(isCalledFor(servers) && plan.effect().sparesOthers())
        .risk(Option.Risk.MEDIUM)
        .changes(plan.changes())
        .sideEffects(sideEffects(servers, TlsWords.consequences(plan)))
        .guidance(guidance)
        .cures(servers.causes().of(servers.pairs()), sight)
        .recovery(servers.causes().recovery())
        .done();
  }

  /**
   * A gap in the chain looks alike where the gateway says nothing; and a public authority behind a
   * setting with private roots is another matter.
   */
  private static boolean isCalledFor(UntrustedServers servers) {
    return servers.isPrivate()
        && servers.shown().stream()
            .noneMatch(
                one ->
                    one.judgement().has(TlsFault.OTHER_ROOT)
                        && one.judgement().handshake().isWellKnown());
  }

  private static List<String> sideEffects(UntrustedServers servers, List<String> ofPlan) {
    List<String> effects = new ArrayList<>();
    effects.add(
        "The setting trusts every certificate that this authority signs, now and later, for"
            + " whichever server.");
    if (servers.causes().setting().trustedRootNames().isEmpty()) {
      effects.add(
          "From then on the setting trusts its own roots only, and no public authority any more.");
    }
    effects.addAll(ofPlan);
    effects.addAll(GatewayEdit.SIDE_EFFECTS);
    return effects;
  }
}
