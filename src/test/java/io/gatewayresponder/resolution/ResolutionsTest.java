package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
                fake("Guide", false, false),
                fake("Write", true, false),
                fake("First", true, true),
                fake("Second", true, true)));
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
        new Resolutions(List.of(fake("Write", true, true), fake("Write", true, true)));
    assertEquals(
        1,
        resolutions
            .options(
                Examples.diagnosis(Examples.finding("r.1", PAIR, Family.A)),
                new FakeSight(Examples.GATEWAY))
            .size());
  }

  @Test
  void a_cause_that_only_a_person_can_follow_has_no_option() {
    Finding escalated =
        new Finding("r.1", PAIR, "seen", "means", new Next.Escalate("why"), Map.of());
    assertEquals(
        List.of(),
        Resolutions.all().options(Examples.diagnosis(escalated), new FakeSight(Examples.GATEWAY)));
  }

  private static Resolution fake(String name, boolean writes, boolean recommended) {
    return new Resolution() {
      @Override
      public Family family() {
        return Family.A;
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Option> options(
          List<Finding> causes, io.gatewayresponder.evidence.Sight sight, Answers answers) {
        Option option =
            Examples.option(
                name + ":1",
                writes
                    ? List.of(
                        Change.delete(Examples.rule("web-nsg", "deny-8080"), Examples.denyRule()))
                    : List.of());
        return List.of(recommended ? option : option.notRecommended());
      }
    };
  }
}
