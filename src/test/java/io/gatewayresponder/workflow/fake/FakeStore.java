package io.gatewayresponder.workflow.fake;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.incident.Effect;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.IncidentJson;
import io.gatewayresponder.incident.TimelineEntry;
import io.gatewayresponder.workflow.Ports;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Incidents in memory, kept as the JSON that a real store keeps, with versions and conflicts. */
public final class FakeStore implements Ports.IncidentStore {
  private record Row(String json, long version) {}

  private final Map<String, Row> incidents = new LinkedHashMap<>();
  private final Map<String, String> open = new HashMap<>();
  private final Map<String, String> joined = new HashMap<>();
  private final Map<String, List<String>> timelines = new HashMap<>();
  private final Map<String, Ports.Pending> outbox = new LinkedHashMap<>();
  private final List<Effect> everyEffect = new ArrayList<>();
  private final Map<String, List<Glance>> evidence = new HashMap<>();
  private final Map<String, JsonNode> documents = new HashMap<>();
  private Trouble trouble = Trouble.none();
  private long effects;

  public void trouble(Trouble newTrouble) {
    trouble = newTrouble;
  }

  /** Every effect that was ever stored. */
  public List<Effect> everyEffect() {
    return List.copyOf(everyEffect);
  }

  public List<Incident> all() {
    return incidents.values().stream().map(row -> IncidentJson.incident(row.json())).toList();
  }

  public int pending() {
    return outbox.size();
  }

  @Override
  public Optional<Ports.Stored> findOpen(GatewayKey gateway) {
    trouble.at("store.findOpen", false);
    return Optional.ofNullable(open.get(gateway.value())).flatMap(this::read);
  }

  @Override
  public Optional<Ports.Stored> find(String incidentId) {
    trouble.at("store.find", false);
    return read(incidentId);
  }

  private Optional<Ports.Stored> read(String incidentId) {
    return Optional.ofNullable(incidents.get(incidentId))
        .map(
            row ->
                new Ports.Stored(IncidentJson.incident(row.json()), Long.toString(row.version())));
  }

  @Override
  public Optional<String> incidentOf(GatewayKey gateway, String alertId) {
    trouble.at("store.incidentOf", false);
    return Optional.ofNullable(joined.get(gateway.value() + " " + alertId));
  }

  @Override
  public Ports.Stored commit(Ports.Commit commit) {
    trouble.at("store.commit", false);
    Incident incident = commit.incident();
    String gateway = incident.gatewayKey().value();
    Row row = incidents.get(incident.id());
    String stored = row == null ? null : Long.toString(row.version());
    String openId = open.get(gateway);
    if (!Objects.equals(stored, commit.version())
        || (incident.state().isOpen() && openId != null && !openId.equals(incident.id()))) {
      throw new Ports.Conflict("somebody was faster");
    }
    long version = row == null ? 1 : row.version() + 1;
    incidents.put(incident.id(), new Row(IncidentJson.write(incident), version));
    if (incident.state().isOpen()) {
      open.put(gateway, incident.id());
    } else {
      open.remove(gateway, incident.id());
    }
    commit.joined().forEach(alert -> joined.put(gateway + " " + alert, incident.id()));
    List<String> lines = timelines.computeIfAbsent(incident.id(), id -> new ArrayList<>());
    commit.timeline().forEach(entry -> lines.add(IncidentJson.write(entry)));
    for (Effect effect : commit.effects()) {
      String key = "e" + ++effects;
      everyEffect.add(effect);
      outbox.put(
          key,
          new Ports.Pending(incident.id(), key, IncidentJson.effect(IncidentJson.write(effect))));
    }
    trouble.at("store.commit", true);
    return new Ports.Stored(incident, Long.toString(version));
  }

  @Override
  public List<TimelineEntry> timeline(String incidentId) {
    return timelines.getOrDefault(incidentId, List.of()).stream()
        .map(IncidentJson::timelineEntry)
        .toList();
  }

  @Override
  public List<Ports.Pending> outbox(GatewayKey gateway) {
    trouble.at("store.outbox", false);
    return outbox.values().stream()
        .filter(it -> GatewayKey.ofIncident(it.incidentId()).equals(gateway))
        .toList();
  }

  @Override
  public void markDone(Ports.Pending pending) {
    trouble.at("store.markDone", false);
    outbox.remove(pending.key());
  }

  @Override
  public List<GatewayKey> gateways() {
    return incidents.keySet().stream().map(GatewayKey::ofIncident).distinct().toList();
  }

  @Override
  public List<Incident> newest(int atMost) {
    return all().stream()
        .sorted(Comparator.comparing(Incident::openedAt).reversed())
        .limit(atMost)
        .toList();
  }

  @Override
  public void keepEvidence(String incidentId, String name, List<Glance> glances) {
    trouble.at("store.keepEvidence", false);
    evidence.put(incidentId + " " + name, glances);
  }

  @Override
  public List<Glance> evidence(String incidentId, String name) {
    return evidence.getOrDefault(incidentId + " " + name, List.of());
  }

  @Override
  public void keepDocument(String incidentId, String name, JsonNode document) {
    trouble.at("store.keepDocument", false);
    documents.put(incidentId + " " + name, document.deepCopy());
  }

  @Override
  public Optional<JsonNode> document(String incidentId, String name) {
    trouble.at("store.document", false);
    return Optional.ofNullable(documents.get(incidentId + " " + name));
  }
}
