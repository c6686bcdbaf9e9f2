package io.gatewayresponder.azure;

import com.azure.data.tables.models.TableEntity;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.incident.Effect;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.IncidentJson;
import io.gatewayresponder.incident.TimelineEntry;
import io.gatewayresponder.workflow.Ports.Pending;
import io.gatewayresponder.workflow.Ports.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;

/**
 * How incidents look as table rows. All rows of one gateway share a partition, so that they can
 * change in one transaction:
 *
 * <pre>
 * gateway                     which incident is open, if any
 * i:{incident}                the incident as JSON, beside columns to search by
 * t:{incident}:{number}       one line of its timeline
 * o:{incident}:{commit}-{n}   an effect that is not known to have happened
 * a:{hash of an alert's id}   the incident that the alert joined
 * </pre>
 */
final class IncidentRows {
  static final String POINTER = "gateway";
  static final String OPEN_INCIDENT = "openIncident";
  static final String OPENED_AT = "openedAt";

  private static final String ENTRIES = "entries";
  private static final String COMMITS = "commits";
  private static final String JSON = "json";
  private static final String ETAG = "odata.etag";

  private IncidentRows() {}

  /** How far the numbers of an incident's rows are, and the ETag that it was read at. */
  record Version(int entries, int commits, String etag) {
    static final Version NEW = new Version(0, 0, "");

    static Version of(String text) {
      String[] parts = text.split("/", 3);
      if (parts.length != 3) {
        throw new IllegalArgumentException("not a version of a stored incident");
      }
      return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    }

    String text() {
      return entries + "/" + commits + "/" + etag;
    }
  }

  static TableEntity incident(Incident incident, int entries, int commits) {
    Conclusion conclusion = incident.conclusion();
    TableEntity row =
        new TableEntity(incident.gatewayKey().value(), incidentKey(incident.id()))
            .addProperty("state", incident.state().name())
            .addProperty(OPENED_AT, incident.openedAt().atOffset(ZoneOffset.UTC))
            .addProperty("updatedAt", incident.updatedAt().atOffset(ZoneOffset.UTC))
            .addProperty(ENTRIES, entries)
            .addProperty(COMMITS, commits);
    if (conclusion != null) {
      row.addProperty("signature", conclusion.fingerprint().signature())
          .addProperty("fingerprint", conclusion.fingerprint().value());
      if (conclusion.causeRow() != null) {
        row.addProperty("causeRow", conclusion.causeRow());
      }
    }
    Chunks.putText(row, JSON, IncidentJson.write(incident));
    return row;
  }

  static Stored stored(TableEntity row) {
    Version version =
        new Version(number(row, ENTRIES), number(row, COMMITS), String.valueOf(row.getETag()));
    return new Stored(IncidentJson.incident(Chunks.text(row, JSON)), version.text());
  }

  private static int number(TableEntity row, String name) {
    return row.getProperty(name) instanceof Number number ? number.intValue() : 0;
  }

  static TableEntity entry(Incident incident, int number, TimelineEntry entry) {
    TableEntity row =
        new TableEntity(
            incident.gatewayKey().value(), "t:%s:%08d".formatted(incident.id(), number));
    Chunks.putText(row, JSON, IncidentJson.write(entry));
    return row;
  }

  static TimelineEntry entry(TableEntity row) {
    return IncidentJson.timelineEntry(Chunks.text(row, JSON));
  }

  static TableEntity effect(Incident incident, int commit, int n, Effect effect) {
    TableEntity row =
        new TableEntity(
                incident.gatewayKey().value(), "o:%s:%08d-%02d".formatted(incident.id(), commit, n))
            .addProperty("incident", incident.id());
    Chunks.putText(row, JSON, IncidentJson.write(effect));
    return row;
  }

  static Pending pending(TableEntity row) {
    return new Pending(
        String.valueOf(row.getProperty("incident")),
        row.getRowKey(),
        IncidentJson.effect(Chunks.text(row, JSON)));
  }

  static TableEntity joined(Incident incident, String alertId) {
    return new TableEntity(incident.gatewayKey().value(), alertKey(alertId))
        .addProperty("incident", incident.id());
  }

  static TableEntity pointer(Incident incident) {
    return new TableEntity(incident.gatewayKey().value(), POINTER)
        .addProperty(OPEN_INCIDENT, incident.state().isOpen() ? incident.id() : "")
        .addProperty("gatewayId", incident.gateway().toString());
  }

  static TableEntity gateway(GatewayKey key) {
    return new TableEntity("gateway", key.value());
  }

  static TableEntity under(TableEntity row, String etag) {
    return row.addProperty(ETAG, etag);
  }

  static String incidentKey(String incidentId) {
    return "i:" + incidentId;
  }

  /** A hash: an alert's id holds slashes. Azure writes one id in several casings. */
  static String alertKey(String alertId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(alertId.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      return "a:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The rows of a partition whose key begins so; the prefix ends with a colon. */
  static String startingWith(String partition, String prefix) {
    // A semicolon follows the colon in every ordering of characters.
    String end = prefix.substring(0, prefix.length() - 1) + ";";
    return "PartitionKey eq '%s' and RowKey ge '%s' and RowKey lt '%s'"
        .formatted(partition, prefix, end);
  }
}
