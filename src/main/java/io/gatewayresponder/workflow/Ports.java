package io.gatewayresponder.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.incident.Effect;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.TimelineEntry;
import io.gatewayresponder.resolution.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the use cases need of the world. Implemented by the packages that may touch it. */
public final class Ports {
  private Ports() {}

  /**
   * Incidents, their timelines and their outboxes. Everything about one gateway lives in one table
   * partition, so one commit is one transaction.
   */
  public interface IncidentStore {
    /** The gateway's open incident. */
    Optional<Stored> findOpen(GatewayKey gateway);

    /** An incident by id, open or not; empty also for a text that is no incident id. */
    Optional<Stored> find(String incidentId);

    /** The incident that this alert (by Azure's alert id) joined, whatever became of it. */
    Optional<String> incidentOf(GatewayKey gateway, String alertId);

    /**
     * Stores the incident, its new timeline entries and its new effects, or nothing of them.
     *
     * @throws Conflict when somebody else stored it, or opened another incident of this gateway,
     *     since it was read
     */
    Stored commit(Commit commit);

    List<TimelineEntry> timeline(String incidentId);

    /** Effects of the gateway's incidents that are not known to have happened. */
    List<Pending> outbox(GatewayKey gateway);

    void markDone(Pending pending);

    /** Every gateway that ever had an incident. */
    List<GatewayKey> gateways();

    /** Incidents of all gateways, the newest first. */
    List<Incident> newest(int atMost);

    /** Keeps what was looked at as evidence of one walk ({@code name} such as {@code triage-1}). */
    void keepEvidence(String incidentId, String name, List<Glance> glances);

    List<Glance> evidence(String incidentId, String name);

    /** Keeps one document, such as the state before a write; overwrites. */
    void keepDocument(String incidentId, String name, JsonNode document);

    Optional<JsonNode> document(String incidentId, String name);
  }

  /** An incident with the version that it was read at. */
  public record Stored(Incident incident, String version) {}

  /**
   * @param version the version that was read; null for a new incident
   * @param joined Azure's ids of alerts that this commit lets join, in any condition
   * @param reopens whether an incident that had ended is open again
   */
  public record Commit(
      Incident incident,
      @Nullable String version,
      List<TimelineEntry> timeline,
      List<Effect> effects,
      List<String> joined,
      boolean reopens) {}

  /** An effect of an incident that is still to happen. {@code key} is the store's. */
  public record Pending(String incidentId, String key, Effect effect) {}

  /** Somebody else was faster: read again and decide again. */
  public static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
      super(message);
    }
  }

  /** The two queues. Sending is confirmed by the broker before it returns; otherwise it throws. */
  public interface Queues {
    /**
     * @param messageId duplicates within the queue's window are dropped
     */
    void alerts(String messageId, TriageMessage message, Instant notBefore);

    /** The session is the gateway's key. */
    void resolutions(String messageId, GateMessage message, Instant notBefore);
  }

  /** Ids only: a message carries no authority. */
  public record TriageMessage(String incidentId) {}

  /** Ids only: a message carries no authority. */
  public record GateMessage(String incidentId, Effect.TellGate.Kind kind) {}

  /** Opens a fresh, read-only sight on a gateway. */
  public interface Sights {
    /** With the identity that can only read. */
    Sight forTriage(ResourceId gateway);

    /**
     * With the identity that can only read, and nothing is read before it is asked for: most looks
     * after a write need little.
     */
    Sight forVerification(ResourceId gateway);

    /**
     * With the identity that will write, for the documents that it will write to: what it reads is
     * what its write meets. It may read little else.
     */
    Sight forExecution(ResourceId gateway);
  }

  /** Writes to ARM. Only the gate's approved path may call it. */
  public interface ArmWriter {
    /** Sends the change once; never repeats by itself. */
    Sent send(Change change);

    /** How a long-running operation stands. */
    Progress follow(String operation);

    /** Reads a resource as it is now, past every memory. */
    Look<JsonNode> read(ResourceId id, String apiVersion);
  }

  /** What came of sending. */
  public sealed interface Sent {
    /** ARM took it; {@code operation} is where to follow it, null when it is already done. */
    record Accepted(@Nullable String operation, Duration retryAfter) implements Sent {}

    /** ARM certainly did not take it; {@code later} says whether trying later can help. */
    record Refused(String code, String message, boolean later, Duration retryAfter)
        implements Sent {}

    /** It may or may not have been taken: read before anything else. */
    record Unsure(String why) implements Sent {}
  }

  /** How a long-running operation stands. */
  public sealed interface Progress {
    record Running(Duration retryAfter) implements Progress {}

    record Succeeded() implements Progress {}

    record Failed(String code, String message) implements Progress {}

    /** Could not be read now; ask again. */
    record Unclear(String why) implements Progress {}

    /** The identity may not ask; asking again does not help. */
    record Forbidden(String code, String message) implements Progress {}
  }

  /** Tells the people on call how an incident stands. May be called again for the same state. */
  public interface Announcer {
    void announce(Incident incident);
  }

  /** Alerts that Azure holds as fired, for finding those that never reached us. */
  public interface FiredAlerts {
    Look<List<io.gatewayresponder.incident.Alert>> firedSince(Instant since);
  }
}
