package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import io.gatewayresponder.runbook.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolutionsTest {
  private static final Subject PAIR = new Subject.Pair("web", "plain");

  @Test
  void every_family_has_a_resolution_and_names_are_unique() {
    for (Family family : Family.values()) {
      assertTrue(
          Resolutions.all().list().stream().anyMatch(it -> it.family() == family),
          family.toString());
    }
    List<String> names = Resolutions.all().list().stream().map(Resolution::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size());
  }

  @Test
  void a_family_guides_once_for_each_cause() {
    FakeSight sight =
        new FakeSight(Examples.GATEWAY).with(Examples.gateway("WAF_v2", "Running", "Succeeded"));
    for (Family family : List.of(Family.B, Family.C, Family.D, Family.E, Family.F, Family.H)) {
      List<Option> options =
          Resolutions.all()
              .options(
                  Examples.diagnosis(
                      Examples.finding("r.1", PAIR, family),
                      Examples.finding("r.1", new Subject.Pool("other"), family)),
                  sight)
              .stream()
              .filter(option -> option.resolution().startsWith("Guide"))
              .toList();
      assertEquals(2, options.size(), family.toString());
      for (Option option : options) {
        assertFalse(option.writes());
        assertFalse(option.guidance().isEmpty());
      }
    }
  }

  @Test
  void only_one_option_is_recommended_and_guidance_comes_last() {
    Resolutions resolutions =
        new Resolutions(
            List.of(
                fake(Family.A, "Guide", List.of(), false),
                fake(Family.A, "Write", writing(), false),
                fake(Family.A, "First", writing(), true),
                fake(Family.A, "Second", writing(), true)));
    List<Option> options =
        resolutions.options(
            Examples.diagnosis(Examples.finding("r.1", PAIR, Family.A)),
            new FakeSight(Examples.GATEWAY));
    assertEquals(
        List.of("First:1", "Write:1", "Second:1", "Guide:1"),
        options.stream().map(Option::id).toList());
    assertEquals(
        List.of(true, false, false, false), options.stream().map(Option::recommended).toList());
  }

  @Test
  void an_id_comes_once() {
    Resolutions resolutions =
        new Resolutions(
            List.of(
                fake(Family.A, "Write", writing(), true),
                fake(Family.A, "Write", writing(), true)));
    assertEquals(
        1,
        resolutions
            .options(
                Examples.diagnosis(Examples.finding("r.1", PAIR, Family.A)),
                new FakeSight(Examples.GATEWAY))
            .size());
  }

  @Test
  void what_was_noticed_beside_comes_after_what_broke() {
    Resolutions resolutions =
        new Resolutions(
            List.of(
                fake(Family.B, "Beside", writing(), true),
                fake(Family.A, "Broke", writing(), true)));
    Diagnosis diagnosis =
        noticing(Examples.finding("r.1", PAIR, Family.A), Examples.finding("r.2", PAIR, Family.B));
    List<Option> options = resolutions.options(diagnosis, new FakeSight(Examples.GATEWAY));
    assertEquals(List.of("Broke:1", "Beside:1"), options.stream().map(Option::id).toList());
    assertEquals(List.of(true, false), options.stream().map(Option::recommended).toList());
  }

  @Test
  void what_was_noticed_is_recommended_where_only_a_person_can_mend_what_broke() {
    Resolutions resolutions =
        new Resolutions(
            List.of(
                fake(Family.A, "Guide", List.of(), false),
                fake(Family.B, "Beside", writing(), true)));
    Diagnosis diagnosis =
        noticing(Examples.finding("r.1", PAIR, Family.A), Examples.finding("r.2", PAIR, Family.B));
    Option first = resolutions.options(diagnosis, new FakeSight(Examples.GATEWAY)).get(0);
    assertEquals("Beside:1", first.id());
    assertTrue(first.recommended());
  }

  @Test
  void what_azure_will_refuse_comes_last_and_says_why() {
    ObjectNode after = Examples.gateway("WAF_v2", "Running", "Succeeded");
    after
        .withObject("/properties")
        .putArray("requestRoutingRules")
        .addObject()
        .put("name", "all")
        .put("id", Examples.GATEWAY + "/requestRoutingRules/all")
        .putObject("properties")
        .putObject("httpListener")
        .put("id", Examples.GATEWAY + "/httpListeners/gone");
    Change refused =
        Change.put(Examples.GATEWAY, Examples.gateway("WAF_v2", "Running", "Succeeded"), after);
    Resolutions resolutions =
        new Resolutions(
            List.of(
                fake(Family.A, "Refused", List.of(refused), true),
                fake(Family.A, "Taken", writing(), false)));
    List<Option> options =
        resolutions.options(
            Examples.diagnosis(Examples.finding("r.1", PAIR, Family.A)),
            new FakeSight(Examples.GATEWAY));
    assertEquals(List.of("Taken:1", "Refused:1"), options.stream().map(Option::id).toList());
    assertFalse(options.get(1).recommended());
    assertTrue(
        options.get(1).guidance().get(0).contains("all refers to gone"),
        options.get(1).guidance().toString());
  }

  @Test
  void a_cause_that_only_a_person_can_follow_has_no_option() {
    Finding escalated =
        new Finding("r.1", PAIR, "seen", "means", new Next.Escalate("why"), Map.of());
    assertEquals(
        List.of(),
        Resolutions.all().options(Examples.diagnosis(escalated), new FakeSight(Examples.GATEWAY)));
  }

  private static Diagnosis noticing(Finding cause, Finding noticed) {
    Diagnosis plain = Examples.diagnosis(cause);
    return new Diagnosis(
        plain.conclusion(),
        plain.walks(),
        plain.beside(),
        plain.causes(),
        List.of(noticed),
        plain.decided(),
        plain.changes(),
        plain.couldNotCheck(),
        plain.fingerprint());
  }

  private static List<Change> writing() {
    return List.of(Change.delete(Examples.rule("web-nsg", "deny-8080"), Examples.denyRule()));
  }

  private static Resolution fake(
      Family family, String name, List<Change> changes, boolean recommended) {
    return new Resolution() {
      @Override
      public Family family() {
        return family;
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Option> options(
          List<Finding> causes, io.gatewayresponder.evidence.Sight sight, Answers answers) {
        Option option = Examples.option(name + ":1", changes);
        return List.of(recommended ? option : option.notRecommended());
      }
    };
  }
}
