package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The option to ask another path, and perhaps another host, whether a probe is corrected or made
 * for it. Both are prefilled with what the gateway itself saw answered when it tried; where it saw
 * none, a person names the path.
 */
final class ProbeElsewhere {
  private static final String KEEP_TEXT = "look for the text as before";
  private static final String ANY_TEXT = "take any text";

  /** More are a sign that the range is meant. */
  private static final int MOST_CODES = 10;

  private final Resolution resolution;
  private final FailingProbe failing;
  private final Sight sight;
  private final Answers answers;

  ProbeElsewhere(Resolution resolution, FailingProbe failing, Sight sight, Answers answers) {
    this.resolution = resolution;
    this.failing = failing;
    this.sight = sight;
    this.answers = answers;
  }

  /** Nothing where the answers ask for what is asked already. */
  Optional<Option> option() {
    // Where a redirect or a text is the matter, the path is not what is wrong.
    boolean atFault = failing.hasCause(ProbeWords.WRONG_PLACE);
    ProbeSearch search =
        atFault
            ? ProbeSearch.of(failing, sight)
            : new ProbeSearch(Optional.empty(), "the servers answer on the present path");
    OptionDraft draft =
        Option.draft(
            resolution,
            failing.target(),
            failing.isDefault()
                ? "Give %s of %s a probe of its own, for a path that answers"
                    .formatted(ProbeWords.settings(failing), sight.gatewayId().name())
                : "Let probe %s of %s ask another path than %s"
                    .formatted(failing.target(), sight.gatewayId().name(), failing.probe().path()));
    Parameter path =
        draft.ask(
            Parameter.text(
                "path",
                "Path to ask for",
                ParameterType.PATH,
                search.wish().map(ProbeWish::path).orElse(""),
                search.reason()),
            answers);
    ProbeWish wish = asked(draft, search).withPath(path.value());
    draft
        .why(ProbeWords.why(failing))
        .recommended(search.wish().isPresent())
        .risk(
            failing.healthyBeside().isEmpty() && !dropsText(wish)
                ? Option.Risk.LOW
                : Option.Risk.MEDIUM)
        .guidance(ProbeWords.guidance(failing))
        .cures(failing.causes(), sight);
    if (!path.isSet()) {
      return Optional.of(draft.done());
    }
    ProbeWrite write = ProbeWrite.of(failing, wish, sight);
    return write.changes().isEmpty()
        ? Optional.empty()
        : Optional.of(
            draft
                .changes(write.changes())
                .sideEffects(write.sideEffects())
                .sideEffects(ProbeWords.meaning(wish.statusCodes()))
                .sideEffects(dropsText(wish) ? List.of(ProbeWords.ANY_TEXT_COUNTS) : List.of())
                .recovery(ProbeWords.recovery(wish))
                .done());
  }

  private boolean dropsText(ProbeWish wish) {
    return wish.body().isEmpty() && !failing.probe().body().isEmpty();
  }

  /** Everything but the path. */
  private ProbeWish asked(OptionDraft draft, ProbeSearch search) {
    ProbeWish now = ProbeWish.now(failing);
    ProbeWish wish = now.withHost(host(draft, search));
    if (!now.body().isEmpty() && answered(draft, search).equals(ANY_TEXT)) {
      wish = wish.withoutText();
    }
    if (failing.isDefault()) {
      wish = wish.withStatusCodes(codes(draft, wish)).withTimeout(timeout(draft, wish));
    }
    return wish;
  }

  private String host(OptionDraft draft, ProbeSearch search) {
    List<String> hosts = ProbePlaces.hosts(failing);
    if (hosts.size() == 1) {
      return hosts.get(0);
    }
    String guess = search.wish().map(ProbeWish::host).orElse(hosts.get(0));
    List<String> choices = new ArrayList<>(List.of(ProbeWords.host(guess)));
    hosts.stream().filter(host -> !host.equals(guess)).map(ProbeWords::host).forEach(choices::add);
    String chosen =
        draft
            .ask(
                Parameter.choice(
                    "host",
                    "Host to ask for",
                    choices,
                    "what the probe asks for now, or requests are sent with"),
                answers)
            .value();
    return hosts.stream()
        .filter(host -> ProbeWords.host(host).equals(chosen))
        .findFirst()
        .orElse(guess);
  }

  private String answered(OptionDraft draft, ProbeSearch search) {
    boolean drops = search.wish().filter(wish -> wish.body().isEmpty()).isPresent();
    return draft
        .ask(
            Parameter.choice(
                "text",
                "Text of the answer",
                drops ? List.of(ANY_TEXT, KEEP_TEXT) : List.of(KEEP_TEXT, ANY_TEXT),
                drops ? "no path that was tried has the text" : "as the probe does now"),
            answers)
        .value();
  }

  private List<String> codes(OptionDraft draft, ProbeWish wish) {
    String entered =
        draft
            .ask(
                Parameter.list(
                    "statusCodes",
                    "Status codes that count as healthy",
                    ParameterType.STATUS_CODES,
                    MOST_CODES,
                    wish.statusCodes(),
                    "what the default probe accepts"),
                answers)
            .value();
    return ParameterType.entries(entered);
  }

  private int timeout(OptionDraft draft, ProbeWish wish) {
    return Integer.parseInt(
        draft
            .ask(
                Parameter.number(
                    "timeoutSeconds",
                    "How many seconds to wait for the answer",
                    1,
                    ProbeWish.MOST_SECONDS,
                    OptionalLong.of(wish.timeoutSeconds()),
                    "what the default probe waits"),
                answers)
            .value());
  }
}
