package io.gatewayresponder.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Words and sets of rows that the resolutions of probes have in common. */
final class ProbeWords {
  /** The server answers, and not what the probe takes: another path or host may do. */
  static final Set<String> WRONG_PLACE = Set.of("2b.1", "2b.x7", "2c.1", "2c.x1", "2c.x3", "5.x2");

  /** The server answers with a redirect that the probe does not accept. */
  static final Set<String> REDIRECTED = Set.of("2c.2");

  /** The answer lacks the text that the probe looks for. */
  static final Set<String> TEXT_MISSED = Set.of("2c.x4");

  /** The server answers later than the probe waits. */
  static final Set<String> TOO_LATE = Set.of("2c-1.2");

  /** API Management is asked on another path than the one that is there for probes. */
  static final Set<String> API_MANAGEMENT = Set.of("2b.x1", "2c.x11");

  /** What it means that the text of an answer does not matter any more. */
  static final String ANY_TEXT_COUNTS =
      "A server that answers with an accepted status counts as healthy whatever its page says, such"
          + " as that it is under maintenance.";

  private ProbeWords() {}

  /** The rows of all of these. */
  static Set<String> rows(List<Set<String>> sets) {
    return sets.stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  /** What the probe asks and what the servers answer, in one sentence. */
  static String why(FailingProbe failing) {
    String host = failing.probe().host();
    return "The %s asks %s for %s%s, and meets: %s"
        .formatted(
            failing.custom().map(probe -> "probe " + probe.name()).orElse("default probe"),
            String.join(", ", failing.servers()),
            failing.probe().path(),
            host.isEmpty() ? "" : " of " + host,
            failing.failing().get(0).server().probeLog().text());
  }

  /** Such as {@code setting plain}. */
  static String settings(FailingProbe failing) {
    List<String> names = failing.settingNames();
    return (names.size() == 1 ? "setting " : "settings ") + String.join(", ", names);
  }

  static String host(String host) {
    return host.isEmpty() ? "the HTTP setting's" : host;
  }

  /** What to look at beside the gateway. */
  static List<String> guidance(FailingProbe failing) {
    List<String> healthy = failing.healthyBeside();
    return healthy.isEmpty()
        ? List.of()
        : List.of(
            "The probe as it is succeeds at %s: see first what is different at %s, since it may be"
                    .formatted(String.join(", ", healthy), String.join(", ", failing.servers()))
                + " the server that is wrong and not the probe.");
  }

  /** What it means that these codes count as healthy. */
  static List<String> meaning(List<String> codes) {
    List<String> sentences = new ArrayList<>();
    if (accepts(codes, 401, 401) || accepts(codes, 403, 403)) {
      sentences.add("A server that refuses everybody counts as healthy from then on.");
    }
    if (accepts(codes, 404, 404) || accepts(codes, 500, 599)) {
      sentences.add(
          "A server whose application is missing or broken counts as healthy from then on.");
    }
    return sentences;
  }

  private static boolean accepts(List<String> codes, int from, int to) {
    return codes.stream()
        .map(code -> code.split("-", 2))
        .anyMatch(
            ends ->
                Integer.parseInt(ends[0]) <= to && Integer.parseInt(ends[ends.length - 1]) >= from);
  }

  /** How soon servers recover once the gateway has taken the change. */
  static String recovery(ProbeWish wish) {
    return "The gateway takes the change in minutes; a server is healthy with the first probe that"
        + " succeeds, so within about %d s after that.".formatted(wish.intervalSeconds());
  }
}
