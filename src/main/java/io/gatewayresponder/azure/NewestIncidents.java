package io.gatewayresponder.azure;

import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.incident.Incident;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds the newest incidents of all gateways with two queries for each: one for keys and times,
 * which are small, and one for the few that are wanted, whole.
 */
record NewestIncidents(TableAccount account) {
  private static final int PREFIX = IncidentRows.incidentKey("").length();

  List<Incident> of(List<GatewayKey> gateways, int atMost) {
    Map<String, Instant> opened = new TreeMap<>();
    for (GatewayKey gateway : gateways) {
      ListEntitiesOptions small =
          new ListEntitiesOptions()
              .setFilter(IncidentRows.startingWith(gateway.value(), IncidentRows.incidentKey("")))
              .setSelect(List.of("PartitionKey", "RowKey", IncidentRows.OPENED_AT));
      account
          .list(TableIncidentStore.INCIDENTS, small)
          .forEach(row -> opened.put(row.getRowKey().substring(PREFIX), openedAt(row)));
    }
    Map<String, TreeSet<String>> chosen = new TreeMap<>();
    opened.entrySet().stream()
        .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
        .limit(atMost)
        .map(Map.Entry::getKey)
        .forEach(
            id ->
                chosen
                    .computeIfAbsent(GatewayKey.ofIncident(id).value(), key -> new TreeSet<>())
                    .add(id));
    List<Incident> incidents = new ArrayList<>();
    chosen.forEach((gateway, ids) -> incidents.addAll(wholes(gateway, ids)));
    incidents.sort(Comparator.comparing(Incident::openedAt).reversed());
    return List.copyOf(incidents);
  }

  /** One range query reads them: ids of one gateway that are near in time are near in order. */
  private List<Incident> wholes(String gateway, SortedSet<String> ids) {
    String filter =
        "PartitionKey eq '%s' and RowKey ge '%s' and RowKey le '%s'"
            .formatted(
                gateway,
                IncidentRows.incidentKey(ids.first()),
                IncidentRows.incidentKey(ids.last()));
    return account
        .list(TableIncidentStore.INCIDENTS, new ListEntitiesOptions().setFilter(filter))
        .stream()
        .filter(row -> ids.contains(row.getRowKey().substring(PREFIX)))
        .map(row -> IncidentRows.stored(row).incident())
        .toList();
  }

  private static Instant openedAt(TableEntity row) {
    return row.getProperty(IncidentRows.OPENED_AT) instanceof OffsetDateTime at
        ? at.toInstant()
        : Instant.EPOCH;
  }
}
