package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The Activity Log of one resource group's last day: {@code {"value":[...]}}. */
public record RecentChanges(JsonNode document) {
  /** One event of the log. */
  public record Entry(JsonNode document) {
    public Optional<Instant> at() {
      try {
        return Optional.of(
            OffsetDateTime.parse(ArmDocument.text(document, "eventTimestamp")).toInstant());
      } catch (DateTimeException notATime) {
        return Optional.empty();
      }
    }

    /** A person's name or an application's id. */
    public String caller() {
      return ArmDocument.text(document, "caller");
    }

    /** Such as {@code Microsoft.Network/networkSecurityGroups/securityRules/write}. */
    public String operation() {
      return ArmDocument.text(document.path("operationName"), "value");
    }

    /** Started, Accepted, Succeeded or Failed. */
    public String status() {
      return ArmDocument.text(document.path("status"), "value");
    }

    /** What was changed, as ARM writes it; a sub-resource's id for rules. */
    public String resourceId() {
      return ArmDocument.text(document, "resourceId");
    }

    /** One change is several events that share this. */
    public String correlationId() {
      return ArmDocument.text(document, "correlationId");
    }
  }

  public List<Entry> entries() {
    return ArmDocument.elements(document.path("value")).stream().map(Entry::new).toList();
  }
}
