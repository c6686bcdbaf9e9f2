package io.gatewayresponder.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.incident.Effect.TellGate.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every event in every state, and where it leads; what is not in the table is noted only. */
class LifeTest {
  private static final Instant T = Instant.parse("2026-11-20T03:00:00Z");
  private static final ResourceId GATEWAY =
      ResourceId.of(
          "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups/shop-edge"
              + "/providers/Microsoft.Network/applicationGateways/shop-gateway");
  private static final Execution EXECUTION = Execution.begin("o", "d", 1, T);
  private static final Conclusion CONCLUSION =
      new Conclusion(
          "cause found",
          "It is blocked",
          "2c-1.1",
          "1a.1 > 2c-1.1",
          new Fingerprint("s1-a", "f1-a"),
          JsonNodeFactory.instance.arrayNode(),
          JsonNodeFactory.instance.arrayNode(),
          JsonNodeFactory.instance.arrayNode(),
          JsonNodeFactory.instance.arrayNode(),
          List.of());

  private static Alert alert(String id, Alert.Condition condition, Instant at) {
    return new Alert(id, condition, "rule", "FailedRequests", "Sev1", GATEWAY, at);
  }

  private static Proposal proposal(String id, int approvers) {
    return new Proposal(
        id, "Do " + id, true, true, "d", approvers, JsonNodeFactory.instance.objectNode());
  }

  private static Event vote(String option, String person, boolean approve) {
    return new Event.Voted(
        option,
        "d",
        1,
        new Approval.Vote(
            new Approval.Person(person, person, "t", List.of("Approver")), approve, "", T));
  }

  private static final Event PROPOSED =
      new Event.Proposed(
          CONCLUSION, List.of(proposal("o", 1), proposal("p", 2)), T.plusSeconds(3600));

  /** One of each kind; time stands at the expiry of the approval for the last. */
  private static Map<String, Event> events() {
    Map<String, Event> events = new LinkedHashMap<>();
    events.put("fired", new Event.AlertFired(alert("b", Alert.Condition.FIRED, T)));
    events.put("resolved", new Event.AlertResolved(alert("a", Alert.Condition.RESOLVED, T)));
    events.put("started", new Event.TriageStarted());
    events.put("proposed", PROPOSED);
    events.put("healthy", new Event.FoundHealthy(CONCLUSION));
    events.put("passing", new Event.FoundPassing(CONCLUSION, Duration.ofMinutes(2)));
    events.put("person", new Event.FoundForPerson(CONCLUSION, List.of()));
    events.put("approve", vote("o", "ada", true));
    events.put("reject", vote("o", "ada", false));
    events.put("redeemed", new Event.Redeemed(EXECUTION));
    events.put("progressed", new Event.Progressed(EXECUTION, T.plusSeconds(9), "further"));
    events.put("proven", new Event.Proven(EXECUTION, T.plusSeconds(9)));
    events.put("drifted", new Event.Refused("drift", true));
    events.put("refused", new Event.Refused("suspended", false));
    events.put("wrong", new Event.WentWrong(EXECUTION, "no", Event.Ways.none(T)));
    events.put("recovered", new Event.Recovered("well"));
    events.put("sick", new Event.StillSick("ill", Event.Ways.none(T)));
    events.put("given up", new Event.GivenUp("why"));
    events.put("over", new Event.TimeToDecideOver());
    return events;
  }

  private static Incident in(State state) {
    Incident received = Life.open(GatewayKey.of(GATEWAY).value() + "-1", first(), T).incident();
    Incident triaging = Life.next(received, new Event.TriageStarted(), T).incident();
    Incident awaiting = Life.next(triaging, PROPOSED, T).incident();
    Incident approved = Life.next(awaiting, vote("o", "ada", true), T).incident();
    Incident executing = Life.next(approved, new Event.Redeemed(EXECUTION), T).incident();
    Incident verifying = Life.next(executing, new Event.Proven(EXECUTION, T), T).incident();
    return switch (state) {
      case RECEIVED -> received;
      case TRIAGING -> triaging;
      case AWAITING_APPROVAL -> awaiting;
      case APPROVED -> approved;
      case EXECUTING -> executing;
      case VERIFYING -> verifying;
      case RESOLVED -> Life.next(verifying, new Event.Recovered("well"), T).incident();
      case NOT_RESOLVED ->
          Life.next(verifying, new Event.StillSick("ill", Event.Ways.none(T)), T).incident();
      case REJECTED -> Life.next(awaiting, vote("o", "ada", false), T).incident();
      case EXPIRED ->
          Life.next(awaiting, new Event.TimeToDecideOver(), T.plusSeconds(3600)).incident();
      case RECOVERED ->
          Life.next(received, new Event.AlertResolved(alert("a", Alert.Condition.RESOLVED, T)), T)
              .incident();
      case NO_FAULT_FOUND -> Life.next(triaging, new Event.FoundHealthy(CONCLUSION), T).incident();
      case ESCALATED ->
          Life.next(triaging, new Event.FoundForPerson(CONCLUSION, List.of()), T).incident();
    };
  }

  private static Alert first() {
    return alert("a", Alert.Condition.FIRED, T);
  }

  private static Map<State, Map<String, State>> diagram() {
    Map<State, Map<String, State>> diagram = new EnumMap<>(State.class);
    diagram.put(
        State.RECEIVED,
        Map.of(
            "resolved", State.RECOVERED,
            "started", State.TRIAGING,
            "given up", State.ESCALATED));
    diagram.put(
        State.TRIAGING,
        Map.of(
            "resolved", State.RECOVERED,
            "proposed", State.AWAITING_APPROVAL,
            "healthy", State.NO_FAULT_FOUND,
            "person", State.ESCALATED,
            "given up", State.ESCALATED));
    diagram.put(
        State.AWAITING_APPROVAL,
        Map.of(
            "resolved", State.RECOVERED,
            "approve", State.APPROVED,
            "reject", State.REJECTED,
            "over", State.EXPIRED,
            "given up", State.ESCALATED));
    diagram.put(
        State.APPROVED,
        Map.of(
            "resolved", State.RECOVERED,
            "redeemed", State.EXECUTING,
            "drifted", State.TRIAGING,
            "refused", State.ESCALATED,
            "given up", State.ESCALATED));
    diagram.put(
        State.EXECUTING,
        Map.of(
            "proven", State.VERIFYING,
            "wrong", State.NOT_RESOLVED,
            "given up", State.NOT_RESOLVED));
    diagram.put(
        State.VERIFYING,
        Map.of(
            "recovered", State.RESOLVED,
            "sick", State.NOT_RESOLVED,
            "wrong", State.NOT_RESOLVED,
            "given up", State.NOT_RESOLVED));
    return diagram;
  }

  @Test
  void every_event_in_every_state_leads_where_the_diagram_says_or_is_noted_only() {
    for (State state : State.values()) {
      Incident before = in(state);
      assertEquals(state, before.state());
      events()
          .forEach(
              (name, event) -> {
                String pair = name + " in " + state;
                Instant now = name.equals("over") ? T.plusSeconds(3600) : T.plusSeconds(1);
                Life.Next next = Life.next(before, event, now);
                State expected = diagram().getOrDefault(state, Map.of()).getOrDefault(name, state);
                assertEquals(expected, next.incident().state(), pair);
                if (expected != state) {
                  assertFalse(next.timeline().isEmpty(), pair);
                  if (!expected.isOpen()) {
                    assertTrue(next.effects().contains(new Effect.Announce()), pair);
                  }
                } else if (!state.isOpen()) {
                  assertTrue(next.effects().isEmpty(), pair);
                }
              });
    }
  }

  @Test
  void whoever_announces_tells_the_gate_too() {
    for (State state : State.values()) {
      events()
          .values()
          .forEach(
              event -> {
                List<Effect> effects = Life.next(in(state), event, T).effects();
                if (effects.contains(new Effect.Announce())) {
                  assertTrue(effects.stream().anyMatch(Effect.TellGate.class::isInstance));
                }
              });
    }
  }

  @Test
  void each_open_state_is_entered_with_something_that_leads_out_of_it() {
    List<Event> events = List.copyOf(events().values());
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Life.Next next = Life.open(GatewayKey.of(GATEWAY).value() + "-1", first(), T);
      java.util.Set<Object> scheduled = new java.util.HashSet<>();
      for (int i = 0; i < 60 && next.incident().state().isOpen(); i++) {
        State before = next.incident().state();
        next.effects().forEach(effect -> scheduled.add(kind(effect)));
        Object needed =
            switch (before) {
              case RECEIVED, TRIAGING -> Effect.AskTriage.class;
              case AWAITING_APPROVAL -> Kind.EXPIRE;
              case APPROVED -> Kind.DECIDED;
              case EXECUTING, VERIFYING -> Kind.LOOK;
              default -> throw new AssertionError(before);
            };
        assertTrue(scheduled.contains(needed), before + " waits for nothing, seed " + seed);
        next = Life.next(next.incident(), events.get(random.nextInt(events.size())), T);
        if (next.incident().state() != before && before != State.RECEIVED) {
          scheduled.clear();
        }
      }
    }
  }

  private static Object kind(Effect effect) {
    return effect instanceof Effect.TellGate tell ? tell.kind() : effect.getClass();
  }

  @Test
  void the_same_firing_again_changes_nothing() {
    Incident incident = in(State.TRIAGING);
    Life.Next next = Life.next(incident, new Event.AlertFired(first()), T.plusSeconds(5));
    assertFalse(next.changed());
    assertSame(incident, next.incident());
  }

  @Test
  void an_alert_that_resolved_and_fires_again_is_open_again() {
    Incident two =
        Life.next(
                in(State.AWAITING_APPROVAL),
                new Event.AlertFired(alert("b", Alert.Condition.FIRED, T)),
                T)
            .incident();
    Incident resolved =
        Life.next(
                two,
                new Event.AlertResolved(alert("a", Alert.Condition.RESOLVED, T.plusSeconds(60))),
                T)
            .incident();
    assertEquals(State.AWAITING_APPROVAL, resolved.state());
    Incident again =
        Life.next(
                resolved,
                new Event.AlertFired(alert("a", Alert.Condition.FIRED, T.plusSeconds(90))),
                T)
            .incident();
    assertEquals(null, again.alerts().get(0).resolvedAt());
    // Late news of the first firing closes nothing.
    assertFalse(
        Life.next(
                again,
                new Event.AlertResolved(alert("a", Alert.Condition.RESOLVED, T.plusSeconds(60))),
                T)
            .changed());
  }

  @Test
  void looking_again_has_an_end() {
    Incident incident = in(State.TRIAGING);
    int walks = 1;
    while (incident.state() == State.TRIAGING) {
      Life.Next passing =
          Life.next(incident, new Event.FoundPassing(CONCLUSION, Duration.ofDays(1)), T);
      incident = Life.next(passing.incident(), new Event.TriageStarted(), T).incident();
      walks++;
      assertTrue(walks < 100);
      if (passing.incident().state() == State.TRIAGING) {
        assertEquals(
            List.of(new Effect.AskTriage(T.plus(Duration.ofMinutes(10)))), passing.effects());
      }
    }
    assertEquals(State.ESCALATED, incident.state());
    assertEquals(Life.MAX_WALKS, incident.triages());
  }

  @Test
  void a_vote_for_another_plan_begins_the_count_anew() {
    Incident one = Life.next(in(State.AWAITING_APPROVAL), vote("p", "ada", true), T).incident();
    assertEquals(State.AWAITING_APPROVAL, one.state());
    Incident same = Life.next(one, vote("p", "ada", true), T).incident();
    assertEquals(State.AWAITING_APPROVAL, same.state());
    Life.Next other = Life.next(same, vote("o", "bob", true), T);
    assertTrue(other.timeline().stream().anyMatch(it -> it.what().equals("votes restart")));
    assertEquals(State.APPROVED, other.incident().state());
    assertEquals(1, Objects.requireNonNull(other.incident().approval()).votes().size());
    assertEquals(State.APPROVED, Life.next(same, vote("p", "bob", true), T).incident().state());
  }

  @Test
  void a_vote_after_the_time_is_too_late() {
    assertEquals(
        State.EXPIRED,
        Life.next(in(State.AWAITING_APPROVAL), vote("o", "ada", true), T.plusSeconds(3600))
            .incident()
            .state());
  }

  @Test
  void a_storm_of_alerts_keeps_the_incident_small_and_open() {
    Incident incident = in(State.AWAITING_APPROVAL);
    for (int i = 0; i < 200; i++) {
      Life.Next next =
          Life.next(incident, new Event.AlertFired(alert("s" + i, Alert.Condition.FIRED, T)), T);
      assertEquals(List.of("s" + i), next.joined());
      incident = next.incident();
    }
    assertEquals(Life.MAX_ALERTS, incident.alerts().size());
    for (Incident.JoinedAlert joined : incident.alerts()) {
      incident =
          Life.next(
                  incident,
                  new Event.AlertResolved(alert(joined.alertId(), Alert.Condition.RESOLVED, T)),
                  T)
              .incident();
    }
    assertEquals(State.AWAITING_APPROVAL, incident.state());
  }

  @Test
  void what_is_stored_comes_back() {
    for (State state : State.values()) {
      Incident incident = in(state);
      String json = IncidentJson.write(incident);
      assertEquals(incident, IncidentJson.incident(json));
      assertEquals(incident, IncidentJson.incident("{\"ofNextYear\":[1]," + json.substring(1)));
    }
    for (Effect effect :
        List.of(
            new Effect.AskTriage(T), new Effect.TellGate(Kind.LOOK, T), new Effect.Announce())) {
      assertEquals(effect, IncidentJson.effect(IncidentJson.write(effect)));
    }
    TimelineEntry entry = new TimelineEntry(T, "approved", "\"why\"\n", "Ada (1)");
    assertEquals(entry, IncidentJson.timelineEntry(IncidentJson.write(entry)));
  }

  @Test
  void transcripts_end_with_what_became_of_it() {
    assertEquals("1a.1 > 2c-1.1", Transcript.of(in(State.AWAITING_APPROVAL)));
    assertEquals("1a.1 > 2c-1.1 > o > approved > healthy", Transcript.of(in(State.RESOLVED)));
    assertEquals("1a.1 > 2c-1.1 > o > rejected", Transcript.of(in(State.REJECTED)));
    assertEquals("1a.1 > 2c-1.1 > expired", Transcript.of(in(State.EXPIRED)));
  }
}
