package io.gatewayresponder.azure;

import com.azure.data.tables.TableClient;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableTransactionAction;
import com.azure.data.tables.models.TableTransactionActionType;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Glance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at, kept beside the incidents in a table of its own: documents are large and are
 * read by a person only. A partition is one incident:
 *
 * <pre>
 * g:{name}                    how many glances there are; written last
 * g:{name}:{number}:{part}    one glance; its document is packed, over several rows if need be
 * d:{name}:{part}             a document
 * </pre>
 */
final class TableEvidence {
  private static final String EVIDENCE = "Evidence";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final String DOCUMENT = "document";
  private static final String PARTS = "parts";

  /** One request's body: far below the limit of 4 MiB, since base64 makes it larger. */
  private static final int MAX_REQUEST_BYTES = 1_500_000;

  private static final int MAX_REQUEST_ROWS = 100;

  /** Text columns that come from outside; a property holds 32,768 characters. */
  private static final int MAX_TEXT = 4_000;

  private final TableAccount account;

  TableEvidence(TableAccount account) {
    this.account = account;
  }

  void keep(String incidentId, String name, List<Glance> glances) {
    List<TableEntity> rows = new ArrayList<>();
    for (int i = 0; i < glances.size(); i++) {
      Glance glance = glances.get(i);
      List<TableEntity> parts =
          parts(incidentId, "g:%s:%04d".formatted(checked(name), i), glance.document());
      parts
          .get(0)
          .addProperty("what", ArmError.clip(glance.what(), MAX_TEXT))
          .addProperty("call", ArmError.clip(glance.call(), MAX_TEXT))
          .addProperty("at", glance.at().atOffset(ZoneOffset.UTC))
          .addProperty("milliseconds", glance.milliseconds())
          .addProperty("outcome", ArmError.clip(glance.outcome(), MAX_TEXT));
      rows.addAll(parts);
    }
    rows.add(new TableEntity(incidentId, "g:" + name).addProperty("count", glances.size()));
    write(rows);
  }

  /** The rows of one document, the first one saying how many there are; one row without any. */
  private static List<TableEntity> parts(
      String incidentId, String key, @Nullable JsonNode document) {
    List<byte[]> parts =
        document == null ? List.of() : Chunks.rows(Chunks.pack(Json.bytes(document)));
    List<TableEntity> rows = new ArrayList<>();
    for (int part = 0; part < Math.max(1, parts.size()); part++) {
      TableEntity row = new TableEntity(incidentId, "%s:%03d".formatted(key, part));
      if (part < parts.size()) {
        byte[] bytes = parts.get(part);
        Chunks.putBytes(row, DOCUMENT, bytes, 0, bytes.length);
      }
      rows.add(row);
    }
    rows.get(0).addProperty(PARTS, parts.size());
    return rows;
  }

  private void write(List<TableEntity> rows) {
    TableClient table = account.table(EVIDENCE);
    List<TableTransactionAction> request = new ArrayList<>();
    int bytes = 0;
    for (TableEntity row : rows) {
      int size = Chunks.bytes(row, DOCUMENT).length;
      if (bytes + size > MAX_REQUEST_BYTES || request.size() == MAX_REQUEST_ROWS) {
        send(table, request);
        request = new ArrayList<>();
        bytes = 0;
      }
      request.add(new TableTransactionAction(TableTransactionActionType.UPSERT_REPLACE, row));
      bytes += size;
    }
    send(table, request);
  }

  private static void send(TableClient table, List<TableTransactionAction> request) {
    if (!request.isEmpty()) {
      TableAccount.call("keeping evidence", () -> table.submitTransaction(request));
    }
  }

  List<Glance> read(String incidentId, String name) {
    TableClient table = account.table(EVIDENCE);
    String head = "g:" + checked(name);
    int count =
        TableAccount.find("reading evidence", () -> table.getEntity(incidentId, head))
            .map(row -> number(row, "count"))
            .orElse(0);
    Map<String, List<TableEntity>> byGlance = new TreeMap<>();
    for (TableEntity row : rows(incidentId, head + ":")) {
      String key = row.getRowKey();
      byGlance
          .computeIfAbsent(key.substring(0, key.lastIndexOf(':')), k -> new ArrayList<>())
          .add(row);
    }
    // Rows beyond the count are of an earlier, longer list under the same name.
    return byGlance.values().stream().limit(count).map(TableEvidence::glance).toList();
  }

  private static Glance glance(List<TableEntity> rows) {
    TableEntity first = rows.get(0);
    return new Glance(
        text(first, "what"),
        text(first, "call"),
        first.getProperty("at") instanceof OffsetDateTime at ? at.toInstant() : Instant.EPOCH,
        first.getProperty("milliseconds") instanceof Number ms ? ms.longValue() : 0,
        text(first, "outcome"),
        document(rows).orElse(null));
  }

  void keepDocument(String incidentId, String name, JsonNode document) {
    write(parts(incidentId, "d:" + checked(name), document));
  }

  Optional<JsonNode> document(String incidentId, String name) {
    return document(rows(incidentId, "d:" + checked(name) + ":"));
  }

  private static Optional<JsonNode> document(List<TableEntity> rows) {
    int parts = rows.isEmpty() ? 0 : number(rows.get(0), PARTS);
    if (parts == 0 || parts > rows.size()) {
      return Optional.empty();
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    rows.stream().limit(parts).forEach(row -> packed.writeBytes(Chunks.bytes(row, DOCUMENT)));
    try {
      return Optional.of(Json.MAPPER.readTree(Chunks.unpack(packed.toByteArray())));
    } catch (IOException e) {
      throw new IllegalArgumentException("a stored document that is not JSON", e);
    }
  }

  private List<TableEntity> rows(String incidentId, String prefix) {
    return account.list(
        EVIDENCE,
        new ListEntitiesOptions().setFilter(IncidentRows.startingWith(incidentId, prefix)));
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for evidence");
    }
    return name;
  }

  private static int number(TableEntity row, String name) {
    return row.getProperty(name) instanceof Number number ? number.intValue() : 0;
  }

  private static String text(TableEntity row, String name) {
    return row.getProperty(name) instanceof String text ? text : "";
  }
}
