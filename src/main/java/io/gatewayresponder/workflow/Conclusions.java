package io.gatewayresponder.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.resolution.Digest;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.OptionJson;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import java.util.List;
import java.util.stream.Stream;

/** Turns a diagnosis and its options into what is stored with an incident. */
public final class Conclusions {
  private Conclusions() {}

  /**
   * @param proposals what can be done: a recommended one says in names and numbers what is wrong,
   *     which makes the better headline
   */
  public static Conclusion of(Diagnosis diagnosis, List<Proposal> proposals) {
    List<Finding> causes = diagnosis.causes();
    return new Conclusion(
        outcome(diagnosis.conclusion()),
        headline(diagnosis, proposals),
        causes.isEmpty() ? null : causes.get(0).row(),
        diagnosis.transcript(),
        diagnosis.fingerprint(),
        findings(diagnosis),
        noticed(diagnosis),
        decided(diagnosis),
        changes(diagnosis),
        List.copyOf(diagnosis.couldNotCheck()));
  }

  /** The same, of a walk that saw nothing wrong while the alert is fired. */
  static Conclusion healthySoFar(Conclusion conclusion) {
    return new Conclusion(
        "look again",
        "Every back end is healthy so far; the gateway's probes may not have noticed yet",
        conclusion.causeRow(),
        conclusion.transcript(),
        conclusion.fingerprint(),
        conclusion.findings(),
        conclusion.noticed(),
        conclusion.decided(),
        conclusion.changes(),
        conclusion.couldNotCheck());
  }

  public static Proposal proposal(Option option) {
    return new Proposal(
        option.id(),
        option.title(),
        option.recommended(),
        option.writes() || option.asks(),
        Digest.of(option),
        option.approversNeeded(),
        OptionJson.write(option));
  }

  private static String outcome(Diagnosis.Conclusion conclusion) {
    if (conclusion instanceof Diagnosis.Conclusion.CauseFound) {
      return "cause found";
    }
    if (conclusion instanceof Diagnosis.Conclusion.NoFault) {
      return "no fault";
    }
    return conclusion instanceof Diagnosis.Conclusion.LookAgain ? "look again" : "inconclusive";
  }

  private static String headline(Diagnosis diagnosis, List<Proposal> proposals) {
    Diagnosis.Conclusion conclusion = diagnosis.conclusion();
    if (conclusion instanceof Diagnosis.Conclusion.LookAgain again) {
      return sentence(again.why());
    }
    if (conclusion instanceof Diagnosis.Conclusion.Inconclusive inconclusive) {
      return sentence(inconclusive.why());
    }
    if (conclusion instanceof Diagnosis.Conclusion.NoFault || diagnosis.causes().isEmpty()) {
      return "The runbook found nothing wrong";
    }
    Finding first = diagnosis.causes().get(0);
    int others = diagnosis.causes().size() - 1;
    String cause =
        proposals.stream()
            .filter(Proposal::recommended)
            .map(proposal -> proposal.option().path("why").asText().replaceFirst("\\.$", ""))
            .filter(why -> !why.isBlank())
            .findFirst()
            .orElse(first.means() + " (" + first.subject() + ")");
    return sentence(cause)
        + (others == 0 ? "" : ", and " + others + (others == 1 ? " more cause" : " more causes"));
  }

  private static String sentence(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, words.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
            + words.substring(words.offsetByCodePoints(0, 1));
  }

  /** Flat, in the order of the walks; a finding that several walks share stands once. */
  private static ArrayNode findings(Diagnosis diagnosis) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    Stream.concat(diagnosis.walks().stream(), walksToCauses(diagnosis))
        .flatMap(List::stream)
        .distinct()
        .forEach(finding -> list.add(json(finding, isCause(diagnosis, finding))));
    return list;
  }

  /** Where the first walk found nothing, a walk beside it may have found the cause. */
  private static Stream<List<Finding>> walksToCauses(Diagnosis diagnosis) {
    return diagnosis.beside().stream()
        .filter(walk -> isCause(diagnosis, walk.get(walk.size() - 1)));
  }

  /** A cause may be merged of what several walks ended in; each of those ends is the cause. */
  private static boolean isCause(Diagnosis diagnosis, Finding finding) {
    return finding.next().namesCause()
        && diagnosis.causes().stream().anyMatch(cause -> cause.row().equals(finding.row()));
  }

  private static ArrayNode noticed(Diagnosis diagnosis) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    diagnosis.noticed().forEach(finding -> list.add(json(finding, false)));
    return list;
  }

  private static ArrayNode decided(Diagnosis diagnosis) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    diagnosis
        .decided()
        .forEach(
            finding ->
                list.addObject()
                    .put("row", finding.row())
                    .put("seen", finding.seen())
                    .put("means", finding.means()));
    return list;
  }

  private static ArrayNode changes(Diagnosis diagnosis) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    diagnosis
        .changes()
        .forEach(
            change ->
                list.addObject()
                    .put("at", change.at().toString())
                    .put("who", change.who())
                    .put("what", change.what())
                    .put("resource", change.resource())
                    .put("outcome", change.outcome())
                    .put("summary", change.summary()));
    return list;
  }

  /**
   * A finding as it is stored.
   *
   * @param cause whether it is one of the causes
   */
  public static ObjectNode json(Finding finding, boolean cause) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("row", finding.row())
            .put("subject", finding.subject().toString())
            .put("role", finding.subject().role())
            .put("seen", finding.seen())
            .put("means", finding.means())
            .put("next", words(finding.next()))
            .put("cause", cause);
    if (finding.next() instanceof Next.ByHand byHand) {
      json.put("byHand", byHand.what());
    }
    ObjectNode facts = json.putObject("facts");
    finding.facts().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(fact -> facts.put(fact.getKey(), fact.getValue()));
    return json;
  }

  private static String words(Next next) {
    if (next instanceof Next.GoTo goTo) {
      return "step " + goTo.step();
    }
    if (next instanceof Next.ForEachFailingPair each) {
      return "step " + each.step() + " for each failing pool and setting";
    }
    if (next instanceof Next.Propose propose) {
      return "resolution " + propose.family().name() + ": " + propose.family().title();
    }
    if (next instanceof Next.LookAgain again) {
      return "look again: " + again.why();
    }
    if (next instanceof Next.ByHand byHand) {
      return "by hand: " + byHand.what();
    }
    if (next instanceof Next.Decide) {
      return "the decision map";
    }
    if (next instanceof Next.NothingWrong) {
      return "nothing is wrong";
    }
    return "a person: " + ((Next.Escalate) next).why();
  }
}
