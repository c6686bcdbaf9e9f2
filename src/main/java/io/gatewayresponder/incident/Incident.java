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
    String headline) {

  public GatewayKey gatewayKey() {
    return GatewayKey.ofIncident(id);
  }

  /** One alert of this incident. {@code resolvedAt} is null while it is fired. */
  public record JoinedAlert(
      String alertId,
      String rule,
      String metric,
      String severity,
      Instant firedAt,
      @Nullable Instant resolvedAt) {}
}
