package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.CertificateChain;
import io.gatewayresponder.evidence.ShownCertificate;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.resolution.ShownServers.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Sentences about certificates. What they say of themselves is text from outside, and clipped. */
final class TlsWords {
  private static final int MOST_NAMES = 5;
  private static final int MOST_CHARACTERS = 120;

  private TlsWords() {}

  /** What a certificate is for, such as {@code shop.example, *.shop.example}. */
  static String names(ShownCertificate certificate) {
    List<String> names = certificate.names();
    String some =
        String.join(", ", names.stream().limit(MOST_NAMES).map(TlsWords::printable).toList());
    return names.isEmpty()
        ? "no name"
        : names.size() > MOST_NAMES ? some + " and " + (names.size() - MOST_NAMES) + " more" : some;
  }

  /** Without what would disturb a line, and not too long. */
  static String printable(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    return plain.length() <= MOST_CHARACTERS ? plain : plain.substring(0, MOST_CHARACTERS) + "…";
  }

  /** By what a person compares it: its subject and its fingerprint. */
  static String identity(ShownCertificate certificate) {
    return printable(certificate.subject()) + " (SHA-256 " + certificate.fingerprint() + ")";
  }

  /** One sentence for each certificate and who shows it, for those of the servers that fit. */
  static String seen(List<Shown> servers, Predicate<Shown> which) {
    Set<String> sentences = new LinkedHashSet<>();
    servers.stream()
        .filter(which)
        .forEach(
            one ->
                one.judgement()
                    .chain()
                    .map(CertificateChain::leaf)
                    .ifPresent(
                        leaf ->
                            sentences.add(
                                one.place()
                                    + " shows a certificate for "
                                    + names(leaf)
                                    + (one.name().name().isEmpty()
                                        ? ""
                                        : (one.toProbes() ? "; probes" : "; requests")
                                            + " ask for "
                                            + printable(one.name().name()))
                                    + ".")));
    return String.join(" ", sentences.stream().limit(MOST_NAMES).toList());
  }

  /** What a plan does to others, and what it leaves, in sentences. */
  static List<String> consequences(TlsPlan plan) {
    List<String> sentences = new ArrayList<>();
    TlsEffect effect = plan.effect();
    if (plan.isCopy()) {
      sentences.add(
          "The setting is used by other pools too, which this would harm: so these pools get a"
              + " setting of their own, "
              + plan.setting()
              + ". Metrics and alerts name the pair pool~setting by it from then on.");
    }
    if (!effect.harmed().isEmpty()) {
      sentences.add("The gateway would refuse " + some(effect.harmed()) + " then.");
    }
    if (!effect.doubtful().isEmpty()) {
      sentences.add(
          some(effect.doubtful())
              + " could not be seen from here: what this does to them is not known.");
    }
    return sentences;
  }

  static List<String> left(TlsPlan plan, Set<TlsFault> meant) {
    List<String> words =
        plan.effect().left().stream()
            .filter(fault -> !meant.contains(fault))
            .map(TlsFault::words)
            .toList();
    return words.isEmpty()
        ? List.of()
        : List.of("Still wrong with these servers afterwards: " + String.join("; ", words) + ".");
  }

  static String some(List<String> words) {
    String joined =
        String.join(", ", words.stream().limit(MOST_NAMES).map(TlsWords::printable).toList());
    return words.size() > MOST_NAMES
        ? joined + " and " + (words.size() - MOST_NAMES) + " more"
        : joined;
  }
}
