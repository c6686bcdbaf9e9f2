package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search for a place at which the servers answer a probe as they should: the gateway tries the
 * likely ones, few, and the first that heals is taken.
 *
 * @param wish what the gateway saw answered as it should be; nothing where that was not found
 * @param reason why that one, or why none; may hold text from outside
 */
record ProbeSearch(Optional<ProbeWish> wish, String reason) {

  /** How long a reason of trials may get. */
  private static final int MOST_NAMED = 8;

  static ProbeSearch of(FailingProbe failing, Sight sight) {
    ProbeTrials trials = new ProbeTrials(failing, sight);
    List<String> tried = new ArrayList<>();
    Optional<ProbeWish> textMissing = Optional.empty();
    for (ProbeWish wish : candidates(failing)) {
      ProbeTrials.Trial trial = trials.of(wish);
      if (trial.heals()) {
        return new ProbeSearch(
            Optional.of(wish), "every server " + trial.saw() + " when the gateway tried it");
      }
      if (trial.kind() == ProbeTrials.Kind.UNKNOWN) {
        String all = tried.isEmpty() ? "" : named(tried) + " did not answer as wanted; ";
        return withoutText(
            textMissing, all + "nothing (more) could be tried: " + trial.saw(), trials);
      }
      if (trial.kind() == ProbeTrials.Kind.TEXT_MISSING && textMissing.isEmpty()) {
        textMissing = Optional.of(wish.withoutText());
      }
      tried.add(words(failing, wish));
    }
    return withoutText(
        textMissing, named(tried) + " did not answer as wanted when the gateway tried", trials);
  }

  /** A page that lacks the text is better than none. */
  private static ProbeSearch withoutText(
      Optional<ProbeWish> wish, String otherwise, ProbeTrials trials) {
    return wish.filter(one -> trials.of(one).heals())
        .map(
            one ->
                new ProbeSearch(
                    wish,
                    "every server answers there, without the text, when the gateway tries it"))
        .orElseGet(() -> new ProbeSearch(Optional.empty(), otherwise));
  }

  /** The same path with the host of requests, then other paths; the default probe's host last. */
  private static List<ProbeWish> candidates(FailingProbe failing) {
    ProbeWish now = ProbeWish.now(failing);
    List<String> hosts = ProbePlaces.hosts(failing);
    List<ProbeWish> candidates = new ArrayList<>();
    hosts.stream()
        .filter(host -> !host.equals(now.host()))
        .forEach(host -> candidates.add(now.withHost(host)));
    ProbePlaces.paths(failing)
        .forEach(path -> candidates.add(now.withHost(hosts.get(0)).withPath(path)));
    return candidates;
  }

  private static String words(FailingProbe failing, ProbeWish wish) {
    boolean otherHost = !wish.host().equals(ProbeWish.now(failing).host());
    String host = wish.host().isEmpty() ? "the setting's host" : wish.host();
    return otherHost ? wish.path() + " of " + host : wish.path();
  }

  private static String named(List<String> tried) {
    String names = String.join(", ", tried.stream().limit(MOST_NAMED).toList());
    return tried.size() > MOST_NAMED ? names + " and others" : names;
  }
}
