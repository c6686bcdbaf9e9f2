package io.gatewayresponder.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.RunningLab;
import io.gatewayresponder.lab.host.Person;
import io.gatewayresponder.lab.process.ChildProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plays one scenario: break, wait for the alert, read the diagnosis, decide, see what comes. */
public final class ScenarioRun {
  /** A minute of the twin is a second; an alert needs some of those, a busy machine some more. */
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(60);

  private static final Duration ALERT_LIMIT = Duration.ofSeconds(90);
  private static final Duration TRIAGE_LIMIT = Duration.ofSeconds(90);
  private static final Duration END_LIMIT = Duration.ofMinutes(3);

  /** After a rejection: long enough that a write that should not be would be seen. */
  private static final Duration NOTHING_FOR = Duration.ofSeconds(5);

  private static final int LOG_LINES = 40;
  private static final Set<String> DECIDABLE = Set.of("AWAITING_APPROVAL");
  private static final Set<String> ENDED =
      Set.of(
          "RESOLVED",
          "NOT_RESOLVED",
          "REJECTED",
          "EXPIRED",
          "RECOVERED",
          "NO_FAULT_FOUND",
          "ESCALATED");

  private final RunningLab lab;
  private final Scenario scenario;
  private final boolean approve;
  private final Narrator narrator;
  private final Waiting waiting;
  private final Owner owner;
  private final Person person;
  private final AppClient app;

  /** Incidents of other scenarios that this lab has played already. */
  private final Set<String> earlier = new HashSet<>();

  private int linesTold;

  public ScenarioRun(RunningLab lab, Scenario scenario, boolean approve, Narrator narrator) {
    this.lab = lab;
    this.scenario = scenario;
    this.approve = approve;
    this.narrator = narrator;
    this.waiting = new Waiting(narrator);
    this.owner = new Owner(lab);
    this.person = lab.person("olga");
    this.app = new AppClient(lab.host().url(), person);
  }

  /** Whether everything went as it should; says what did not. */
  public boolean play() {
    narrator.say("scenario " + scenario.name() + ": " + scenario.about());
    try {
      app.incidents().forEach(one -> earlier.add(one.path("id").asText()));
      breakIt();
      JsonNode proposed = awaitProposal();
      Plan first = Plan.recommended(proposed);
      tell(proposed, first);
      Plan plan = approve && !scenario.values().isEmpty() ? enterValues(proposed, first) : first;
      decide(proposed, plan);
      JsonNode ended = awaitEnd(proposed.path("id").asText());
      if (approve) {
        awaitRecovery();
      } else {
        waiting.pause(NOTHING_FOR);
      }
      new Verdict(lab, scenario, narrator).check(ended, plan, approve);
      summarise();
      narrator.step("as it should be");
      return true;
    } catch (ScenarioFailure failure) {
      narrator.step("NOT as it should be: " + failure.getMessage());
      summarise();
      narrator.more("the last lines of " + lab.host().log() + ":");
      ChildProcess.lastLines(lab.host().log(), LOG_LINES).forEach(narrator::more);
      return false;
    }
  }

  private void breakIt() {
    narrator.step("before");
    waiting.until(
        "healthy back ends",
        HEALTH_LIMIT,
        () -> Optional.of(true).filter(yes -> owner.isHealthy()),
        () -> owner.health().toString());
    narrator.say("back ends: " + owner.health());
    narrator.step("the fault");
    int status = owner.make(scenario.fault());
    narrator.say(scenario.fault().method() + " " + scenario.fault().path() + " -> " + status);
    waiting.until(
        "an alert",
        ALERT_LIMIT,
        () ->
            Optional.of(true)
                .filter(yes -> owner.alerts().stream().anyMatch(alert -> alert.endsWith("Fired"))),
        () -> "back ends " + owner.health() + ", no alert");
    narrator.say("the twin's alert engine: " + owner.alerts());
  }

  private JsonNode awaitProposal() {
    narrator.step("the diagnosis");
    JsonNode incident =
        waiting.until(
            "an incident that awaits approval",
            TRIAGE_LIMIT,
            () -> {
              Optional<JsonNode> now =
                  app.incidents().stream()
                      .filter(one -> !earlier.contains(one.path("id").asText()))
                      .findFirst()
                      .flatMap(one -> app.incident(one.path("id").asText()));
              now.ifPresent(this::tellTimeline);
              return now.filter(one -> is(one, DECIDABLE) || is(one, ENDED));
            },
            this::states);
    if (!is(incident, DECIDABLE)) {
      throw new ScenarioFailure(
          "the incident ended as %s before anybody could decide: %s > %s"
              .formatted(
                  incident.path("state").asText(),
                  incident.path("transcript").asText(),
                  incident.path("headline").asText()));
    }
    return incident;
  }

  private void tell(JsonNode incident, Plan plan) {
    narrator.say("diagnosis: " + incident.path("transcript").asText());
    narrator.more(incident.path("headline").asText());
    narrator.more("fingerprint " + incident.path("fingerprint").asText());
    incident
        .path("couldNotCheck")
        .forEach(one -> narrator.more("could not check: " + one.asText()));
    narrator.say("recommended: " + plan.title());
    plan.lines().forEach(narrator::more);
    narrator.more("plan " + plan.digest());
  }

  /** What cannot be planned with is refused first; then what the person knows is entered. */
  private Plan enterValues(JsonNode incident, Plan plan) {
    narrator.step("the values");
    String id = incident.path("id").asText();
    Map<String, String> bad = new HashMap<>(scenario.values());
    bad.replaceAll((name, value) -> "<script>");
    HttpResponse<String> refused = app.plan(id, plan.option(), bad);
    narrator.say("%s enters %s -> %d".formatted(person.name(), bad, refused.statusCode()));
    if (refused.statusCode() != 400) {
      throw new ScenarioFailure("what cannot be planned with was taken: " + refused.body());
    }
    HttpResponse<String> answer = app.plan(id, plan.option(), scenario.values());
    narrator.say(
        "%s enters %s -> %d".formatted(person.name(), scenario.values(), answer.statusCode()));
    if (answer.statusCode() != 303) {
      throw new ScenarioFailure("the values were answered with: " + answer.body());
    }
    Plan planned = Plan.of(app.incident(id).orElseThrow(), plan.option());
    narrator.say("planned with them: " + planned.title());
    planned.lines().forEach(narrator::more);
    narrator.more("plan " + planned.digest());
    return planned;
  }

  private void decide(JsonNode incident, Plan plan) {
    narrator.step("the decision");
    HttpResponse<String> answer =
        app.decide(
            incident.path("id").asText(),
            plan.option(),
            plan.digest(),
            approve,
            "Decided by the scenario " + scenario.name() + ".");
    narrator.say(
        "%s %s it -> %d"
            .formatted(person.name(), approve ? "approves" : "rejects", answer.statusCode()));
    if (answer.statusCode() != 303 && answer.statusCode() != 200) {
      throw new ScenarioFailure("the decision was answered with: " + answer.body());
    }
  }

  private JsonNode awaitEnd(String id) {
    narrator.step(approve ? "the change" : "afterwards");
    return waiting.until(
        "the end of the incident",
        END_LIMIT,
        () -> {
          Optional<JsonNode> now = app.incident(id);
          now.ifPresent(this::tellTimeline);
          return now.filter(one -> is(one, ENDED));
        },
        this::states);
  }

  private void awaitRecovery() {
    waiting.until(
        "the alerts to resolve",
        ALERT_LIMIT,
        () ->
            Optional.of(true)
                .filter(
                    yes ->
                        owner.isHealthy()
                            && owner.alerts().stream().noneMatch(alert -> alert.endsWith("Fired"))),
        () -> "back ends " + owner.health() + ", alerts " + owner.alerts());
    narrator.say("back ends: " + owner.health());
    narrator.say("the twin's alert engine: " + owner.alerts());
  }

  /** What the incident's own timeline has since we looked last. */
  private void tellTimeline(JsonNode incident) {
    JsonNode lines = incident.path("timeline");
    for (; linesTold < lines.size(); linesTold++) {
      JsonNode line = lines.get(linesTold);
      String by = line.path("by").asText();
      narrator.say(
          "timeline: %s%s%s"
              .formatted(
                  line.path("what").asText(),
                  detail(line.path("detail").asText()),
                  by.isEmpty() ? "" : " [" + by + "]"));
    }
  }

  private static String detail(String detail) {
    return detail.isEmpty() ? "" : ": " + detail.lines().findFirst().orElse("");
  }

  private String states() {
    var incidents = app.incidents();
    return incidents.isEmpty()
        ? "no incident"
        : String.join(", ", incidents.stream().map(one -> one.path("state").asText()).toList());
  }

  private void summarise() {
    narrator.step("calls of Azure Resource Manager");
    narrator.quote(lab.arm().calls().summary());
  }

  private static boolean is(JsonNode incident, Set<String> states) {
    return states.contains(incident.path("state").asText());
  }
}
