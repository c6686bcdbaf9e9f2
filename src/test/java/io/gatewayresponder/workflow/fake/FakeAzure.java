package io.gatewayresponder.workflow.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.workflow.Ports;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network security group whose rules decide whether the back end of a gateway is healthy, and the
 * ARM that writes it: at once or as a long-running operation, with the answers that a test queues.
 */
public final class FakeAzure implements Ports.ArmWriter, Ports.Sights {
  public static final String GROUP =
      "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups/shop-edge"
          + "/providers/Microsoft.Network";
  public static final ResourceId GATEWAY =
      ResourceId.of(GROUP + "/applicationGateways/shop-gateway");
  public static final ResourceId NSG = ResourceId.of(GROUP + "/networkSecurityGroups/web-nsg");

  /** How a request is answered. */
  public enum Answer {
    DONE_AT_ONCE,
    LONG_RUNNING,
    LONG_RUNNING_THEN_FAILS,
    BUSY_NOW,
    NOT_ALLOWED,
    UNSURE_BUT_TAKEN,
    UNSURE_AND_NOT_TAKEN,
    /** Taken, and something else changed with it. */
    DOES_TOO_MUCH
  }

  private record Operation(Instant doneAt, boolean fails) {}

  private static final Duration LASTS = Duration.ofSeconds(90);

  private final Clock clock;
  private final Map<ResourceId, ObjectNode> documents = new HashMap<>();
  private final Map<String, Operation> operations = new HashMap<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Change> taken = new ArrayList<>();
  private Trouble trouble = Trouble.none();
  private boolean recovers = true;
  private int etags;

  public FakeAzure(Clock clock) {
    this.clock = clock;
    ObjectNode nsg = JsonNodeFactory.instance.objectNode();
    nsg.put("id", NSG.toString()).put("name", NSG.name()).put("etag", "W/0");
    nsg.putObject("properties").put("provisioningState", "Succeeded").putArray("securityRules");
    documents.put(NSG, nsg);
    ObjectNode gateway = JsonNodeFactory.instance.objectNode();
    gateway.put("id", GATEWAY.toString()).put("name", GATEWAY.name()).put("etag", "W/0");
    gateway
        .putObject("properties")
        .put("provisioningState", "Succeeded")
        .put("operationalState", "Running");
    documents.put(GATEWAY, gateway);
  }

  public void trouble(Trouble newTrouble) {
    trouble = newTrouble;
  }

  /** The next requests are answered like this; afterwards as long-running operations. */
  public void answer(Answer... next) {
    answers.addAll(List.of(next));
  }

  /** Whether the back end gets well once the rules are there. */
  public void recovers(boolean yes) {
    recovers = yes;
  }

  /** Every write that took effect, or began to. */
  public List<Change> taken() {
    return taken;
  }

  public ObjectNode document(ResourceId id) {
    return Objects.requireNonNull(documents.get(id), "no such document");
  }

  /** Somebody else writes a rule. */
  public void putRule(String name, JsonNode rule) {
    removeRule(name);
    rules().add(rule);
    touch(NSG);
  }

  private void removeRule(String name) {
    ArrayNode rules = rules();
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).path("name").asText().equals(name)) {
        rules.remove(i);
      }
    }
  }

  /** Whether all these rules are there. */
  public boolean hasRules(List<String> names) {
    List<String> there = new ArrayList<>();
    rules().forEach(rule -> there.add(rule.path("name").asText()));
    return there.containsAll(names);
  }

  private ArrayNode rules() {
    return document(NSG).withObject("/properties").withArray("/securityRules");
  }

  private void touch(ResourceId id) {
    document(id).put("etag", "W/" + ++etags);
  }

  boolean isHealthy() {
    return recovers && hasRules(World.RULES);
  }

  @Override
  public Ports.Sent send(Change change) {
    trouble.at("arm.send", false);
    Answer answer = answers.isEmpty() ? Answer.LONG_RUNNING : answers.remove();
    Ports.Sent sent = answered(change, answer);
    trouble.at("arm.send", true);
    return sent;
  }

  private Ports.Sent answered(Change change, Answer answer) {
    return switch (answer) {
      case BUSY_NOW ->
          new Ports.Sent.Refused(
              "AnotherOperationInProgress", "busy", true, Duration.ofSeconds(20));
      case NOT_ALLOWED -> new Ports.Sent.Refused("AuthorizationFailed", "no", false, Duration.ZERO);
      case UNSURE_AND_NOT_TAKEN -> new Ports.Sent.Unsure("no answer");
      case DONE_AT_ONCE -> {
        take(change);
        yield new Ports.Sent.Accepted(null, Duration.ZERO);
      }
      case UNSURE_BUT_TAKEN -> {
        take(change);
        yield new Ports.Sent.Unsure("no answer");
      }
      case DOES_TOO_MUCH -> {
        take(change);
        document(NSG).withObject("/properties").put("flushConnection", true);
        yield new Ports.Sent.Accepted(null, Duration.ZERO);
      }
      case LONG_RUNNING_THEN_FAILS -> begin(change, true);
      case LONG_RUNNING -> begin(change, false);
    };
  }

  private Ports.Sent begin(Change change, boolean fails) {
    if (fails) {
      taken.add(change);
      // Azure counts the version up when it begins, and again when it gives up.
      touch(NSG);
    } else {
      take(change);
    }
    String operation = "operation-" + operations.size();
    operations.put(operation, new Operation(clock.instant().plus(LASTS), fails));
    return new Ports.Sent.Accepted(operation, Duration.ofSeconds(10));
  }

  private void take(Change change) {
    taken.add(change);
    String name = change.resourceId().name();
    if (change.operation() == Change.Operation.DELETE) {
      removeRule(name);
      touch(NSG);
    } else {
      putRule(name, Objects.requireNonNull(change.after()).deepCopy());
    }
  }

  private boolean atWork() {
    return operations.values().stream().anyMatch(it -> clock.instant().isBefore(it.doneAt()));
  }

  @Override
  public Ports.Progress follow(String operation) {
    trouble.at("arm.follow", false);
    Operation it = Objects.requireNonNull(operations.get(operation), "no such operation");
    if (clock.instant().isBefore(it.doneAt())) {
      return new Ports.Progress.Running(Duration.ofSeconds(10));
    }
    return it.fails()
        ? new Ports.Progress.Failed("InternalServerError", "it failed")
        : new Ports.Progress.Succeeded();
  }

  @Override
  public Look<JsonNode> read(ResourceId id, String apiVersion) {
    trouble.at("arm.read", false);
    return look(id);
  }

  Look<JsonNode> look(ResourceId id) {
    ObjectNode document = documents.get(id);
    if (document == null) {
      return new Look.Unreadable<>(Look.Why.NOT_FOUND, id.name(), "");
    }
    ObjectNode copy = document.deepCopy();
    if (id.equals(NSG) && atWork()) {
      copy.withObject("/properties").put("provisioningState", "Updating");
    }
    return Look.found(copy);
  }

  @Override
  public Sight forTriage(ResourceId gateway) {
    trouble.at("sights.forTriage", false);
    return new FakeSight(this, gateway);
  }

  @Override
  public Sight forVerification(ResourceId gateway) {
    trouble.at("sights.forVerification", false);
    return new FakeSight(this, gateway);
  }

  @Override
  public Sight forExecution(ResourceId gateway) {
    trouble.at("sights.forExecution", false);
    return new FakeSight(this, gateway);
  }
}
