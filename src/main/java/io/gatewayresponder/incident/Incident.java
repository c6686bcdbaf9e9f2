package io.gatewayresponder.incident;

import io.gatewayresponder.evidence.ResourceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong on one gateway, and how far we are with it. Immutable: {@code Life.next} makes the
 * next one.
 *
 * @param id {@code {gateway key}-{unique part}}, safe in a URL
 * @param alerts every alert that joined, with what became of it
 * @param triages how often the runbook was walked
 * @param conclusion what the last walk came to; null before the first
 * @param proposals the options of the last walk, as they were proposed; empty when there is none
 * @param approval the approval in question; null before a proposal
 * @param execution how far the write is; null before it began
 * @param earlier rounds that came before, oldest first: each ended in a change, after which there
 *     was more to decide
 * @param headline one line for a list
 */
public record Incident(
    String id,
    ResourceId gateway,
    State state,
    Instant openedAt,
    Instant updatedAt,
    List<JoinedAlert> alerts,
    int triages,
    @Nullable Conclusion conclusion,
    List<Proposal> proposals,
    @Nullable Approval approval,
    @Nullable Execution execution,
    List<Round> earlier,
    String headline) {

  /** Incidents that were stored before there could be more than one round have none. */
  public Incident {
    earlier = earlier == null ? List.of() : List.copyOf(earlier);
  }

  public GatewayKey gatewayKey() {
    return GatewayKey.ofIncident(id);
  }

  /**
   * From a walk to what its change came to.
   *
   * @param transcript such as {@code 1a.1 > 1b.2 > 2c.1 > CorrectProbePath > approved}
   * @param healthy whether the change removed its cause
   */
  public record Round(String transcript, boolean healthy) {}

  /** One alert of this incident. {@code resolvedAt} is null while it is fired. */
  public record JoinedAlert(
      String alertId,
      String rule,
      String metric,
      String severity,
      Instant firedAt,
      @Nullable Instant resolvedAt) {}
}
