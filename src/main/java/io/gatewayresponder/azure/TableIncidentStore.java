package io.gatewayresponder.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import com.azure.data.tables.models.TableTransactionResult;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.azure.IncidentRows.Version;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.TimelineEntry;
import io.gatewayresponder.workflow.Ports;
import io.gatewayresponder.workflow.Ports.Commit;
import io.gatewayresponder.workflow.Ports.Pending;
import io.gatewayresponder.workflow.Ports.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Incidents in Azure Table Storage. A commit is one entity-group transaction: the incident under
 * the ETag that it was read at, the gateway's pointer to its open incident, the timeline and the
 * outbox change together or not at all.
 */
final class TableIncidentStore implements Ports.IncidentStore {
  static final String INCIDENTS = "Incidents";
  private static final String GATEWAYS = "Gateways";

  /** Table Storage's limit for one transaction. */
  private static final int MAX_ROWS = 100;

  /** An incident may close between the reads of the pointer and of the incident. */
  private static final int LOOKS_FOR_OPEN = 3;

  private final TableAccount account;
  private final TableEvidence evidence;
  private final Set<String> knownGateways = ConcurrentHashMap.newKeySet();

  TableIncidentStore(TableAccount account) {
    this.account = account;
    this.evidence = new TableEvidence(account);
  }

  @Override
  public Optional<Stored> findOpen(GatewayKey gateway) {
    for (int look = 0; look < LOOKS_FOR_OPEN; look++) {
      Optional<String> open = pointer(gateway).flatMap(TableIncidentStore::openIncident);
      if (open.isEmpty()) {
        return Optional.empty();
      }
      Optional<Stored> stored = find(open.get()).filter(s -> s.incident().state().isOpen());
      if (stored.isPresent()) {
        return stored;
      }
    }
    throw new Ports.Conflict("the gateway's open incident keeps changing");
  }

  private Optional<TableEntity> pointer(GatewayKey gateway) {
    return row(gateway, IncidentRows.POINTER);
  }

  private static Optional<String> openIncident(TableEntity pointer) {
    return Optional.ofNullable(pointer.getProperty(IncidentRows.OPEN_INCIDENT))
        .map(Object::toString)
        .filter(id -> !id.isEmpty());
  }

  private Optional<TableEntity> row(GatewayKey gateway, String rowKey) {
    TableClient incidents = account.table(INCIDENTS);
    return TableAccount.find(
        "reading " + rowKey, () -> incidents.getEntity(gateway.value(), rowKey));
  }

  @Override
  public Optional<Stored> find(String incidentId) {
    return gatewayOf(incidentId)
        .flatMap(gateway -> row(gateway, IncidentRows.incidentKey(incidentId)))
        .map(IncidentRows::stored);
  }

  private static Optional<GatewayKey> gatewayOf(String incidentId) {
    try {
      return Optional.of(GatewayKey.ofIncident(incidentId));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> incidentOf(GatewayKey gateway, String alertId) {
    return row(gateway, IncidentRows.alertKey(alertId))
        .map(row -> String.valueOf(row.getProperty("incident")));
  }

  @Override
  public Stored commit(Commit commit) {
    Incident incident = commit.incident();
    Version version = commit.version() == null ? Version.NEW : Version.of(commit.version());
    int entries = version.entries() + commit.timeline().size();
    int commits = version.commits() + 1;

    List<TableTransactionAction> actions = new ArrayList<>();
    TableEntity row = IncidentRows.incident(incident, entries, commits);
    if (commit.version() == null) {
      rememberGateway(incident.gatewayKey());
      actions.add(create(row));
    } else {
      actions.add(replace(IncidentRows.under(row, version.etag())));
    }
    point(incident, commit.version() == null || commit.reopens()).ifPresent(actions::add);
    for (int i = 0; i < commit.timeline().size(); i++) {
      int number = version.entries() + i + 1;
      actions.add(create(IncidentRows.entry(incident, number, commit.timeline().get(i))));
    }
    for (int i = 0; i < commit.effects().size(); i++) {
      actions.add(create(IncidentRows.effect(incident, commits, i, commit.effects().get(i))));
    }
    for (String key : new TreeSet<>(commit.joined())) {
      actions.add(
          new TableTransactionAction(
              TableTransactionActionType.UPSERT_REPLACE, IncidentRows.joined(incident, key)));
    }
    return new Stored(
        incident, new Version(entries, commits, transact(incident, row, actions)).text());
  }

  private String transact(
      Incident incident, TableEntity row, List<TableTransactionAction> actions) {
    if (actions.size() > MAX_ROWS) {
      throw new IllegalArgumentException(
          "a commit of " + actions.size() + " rows; one transaction holds " + MAX_ROWS);
    }
    TableClient incidents = account.table(INCIDENTS);
    TableTransactionResult result =
        TableAccount.call(
            "storing incident " + incident.id(),
            () -> incidents.submitTransactionWithResponse(actions, null, Context.NONE).getValue());
    String etag =
        result
            .getTableTransactionActionResponseByRowKey(row.getRowKey())
            .getHeaders()
            .getValue(HttpHeaderName.ETAG);
    if (etag != null) {
      return etag;
    }
    return String.valueOf(
        row(incident.gatewayKey(), row.getRowKey()).map(TableEntity::getETag).orElse(""));
  }

  /** The change of the pointer that goes with the incident: when it opens and when it ends. */
  private Optional<TableTransactionAction> point(Incident incident, boolean opens) {
    if (!opens && incident.state().isOpen()) {
      return Optional.empty();
    }
    Optional<TableEntity> now = pointer(incident.gatewayKey());
    TableEntity next = IncidentRows.pointer(incident);
    if (now.isEmpty()) {
      return opens ? Optional.of(create(next)) : Optional.empty();
    }
    Optional<String> open = now.flatMap(TableIncidentStore::openIncident);
    if (opens && open.isPresent()) {
      throw new Ports.Conflict("another incident of this gateway is open");
    }
    if (!opens && !open.equals(Optional.of(incident.id()))) {
      return Optional.empty();
    }
    return Optional.of(replace(IncidentRows.under(next, String.valueOf(now.get().getETag()))));
  }

  private static TableTransactionAction create(TableEntity row) {
    return new TableTransactionAction(TableTransactionActionType.CREATE, row);
  }

  private static TableTransactionAction replace(TableEntity row) {
    return new TableTransactionAction(TableTransactionActionType.UPDATE_REPLACE, row, true);
  }

  /** Before the first commit, so that no incident is of a gateway that nobody lists. */
  private void rememberGateway(GatewayKey gateway) {
    if (knownGateways.contains(gateway.value())) {
      return;
    }
    TableClient gateways = account.table(GATEWAYS);
    TableAccount.call(
        "remembering a gateway",
        () -> {
          gateways.upsertEntity(IncidentRows.gateway(gateway));
          return gateway;
        });
    knownGateways.add(gateway.value());
  }

  @Override
  public List<TimelineEntry> timeline(String incidentId) {
    return gatewayOf(incidentId)
        .map(
            gateway ->
                list(INCIDENTS, IncidentRows.startingWith(gateway.value(), "t:" + incidentId + ":"))
                    .stream()
                    .map(IncidentRows::entry)
                    .toList())
        .orElse(List.of());
  }

  @Override
  public List<Pending> outbox(GatewayKey gateway) {
    return list(INCIDENTS, IncidentRows.startingWith(gateway.value(), "o:")).stream()
        .map(IncidentRows::pending)
        .toList();
  }

  @Override
  public void markDone(Pending pending) {
    TableClient incidents = account.table(INCIDENTS);
    String partition = GatewayKey.ofIncident(pending.incidentId()).value();
    TableAccount.call(
        "clearing the outbox",
        () -> {
          incidents.deleteEntity(partition, pending.key());
          return pending;
        });
  }

  @Override
  public List<GatewayKey> gateways() {
    return list(GATEWAYS, "PartitionKey eq 'gateway'").stream()
        .map(row -> new GatewayKey(row.getRowKey()))
        .toList();
  }

  private List<TableEntity> list(String table, String filter) {
    return account.list(table, new ListEntitiesOptions().setFilter(filter));
  }

  @Override
  public List<Incident> newest(int atMost) {
    return new NewestIncidents(account).of(gateways(), atMost);
  }

  @Override
  public void keepEvidence(String incidentId, String name, List<Glance> glances) {
    evidence.keep(incidentId, name, glances);
  }

  @Override
  public List<Glance> evidence(String incidentId, String name) {
    return gatewayOf(incidentId).map(g -> evidence.read(incidentId, name)).orElse(List.of());
  }

  @Override
  public void keepDocument(String incidentId, String name, JsonNode document) {
    evidence.keepDocument(incidentId, name, document);
  }

  @Override
  public Optional<JsonNode> document(String incidentId, String name) {
    return gatewayOf(incidentId).flatMap(g -> evidence.document(incidentId, name));
  }
}
