package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.console.SampleIncidents;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.incident.Effect;
import io.gatewayresponder.incident.GatewayKey;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.incident.TimelineEntry;
import io.gatewayresponder.lab.storage.TableStorage;
import io.gatewayresponder.workflow.Ports.Commit;
import io.gatewayresponder.workflow.Ports.Conflict;
import io.gatewayresponder.workflow.Ports.Stored;
import io.gatewayresponder.workflow.Unavailable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store against Microsoft's own emulator: what a transaction does cannot be faked. */
final class TableIncidentStoreIT {
  private static final Instant AT = Instant.parse("2026-11-20T03:12:00Z");
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static TableStorage storage;
  private static TableIncidentStore store;

  /** A gateway of this test's own. */
  private final ResourceId gateway =
      ResourceId.of(
          "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups/shop-edge"
              + "/providers/Microsoft.Network/applicationGateways/gateway-"
              + COUNT.incrementAndGet());

  private final GatewayKey key = GatewayKey.of(gateway);

  @BeforeAll
  static void start(@TempDir Path directory) {
    storage = TableStorage.start(Path.of("src/lab/node"), directory, 0);
    store = newStore();
  }

  private static TableIncidentStore newStore() {
    return new TableIncidentStore(
        new TableAccount(new AzureSettings.Connection.ByString(storage.connectionString())));
  }

  @AfterAll
  static void stop() {
    storage.close();
  }

  private Incident incident(String unique, State state, Instant openedAt) {
    Incident sample = SampleIncidents.incident(state, "web");
    return new Incident(
        key.value() + "-" + unique,
        gateway,
        state,
        openedAt,
        openedAt,
        sample.alerts(),
        sample.triages(),
        sample.conclusion(),
        sample.proposals(),
        sample.approval(),
        null,
        List.of(),
        sample.headline());
  }

  private Incident incident(String unique, State state) {
    return incident(unique, state, AT);
  }

  private static TimelineEntry entry(String what) {
    return new TimelineEntry(AT, what, "because", "test");
  }

  private static Commit fresh(Incident incident, String... alerts) {
    return new Commit(
        incident,
        null,
        List.of(entry("received")),
        List.of(new Effect.AskTriage(AT), new Effect.Announce()),
        List.of(alerts),
        false);
  }

  private static Commit next(Stored stored, Incident incident, String what) {
    return new Commit(
        incident, stored.version(), List.of(entry(what)), List.of(), List.of(), false);
  }

  @Test
  void an_incident_comes_back_as_it_was_stored() {
    Incident incident = incident("a", State.TRIAGING);
    Stored stored = store.commit(fresh(incident, "/Alerts/ONE"));

    assertEquals(Optional.of(stored), store.find(incident.id()));
    assertEquals(incident, store.find(incident.id()).orElseThrow().incident());
    assertEquals(Optional.of(stored), store.findOpen(key));
    assertEquals(Optional.of(incident.id()), store.incidentOf(key, "/alerts/one"));
    assertEquals(Optional.empty(), store.incidentOf(key, "/alerts/two"));
    assertTrue(store.gateways().contains(key));
  }

  @Test
  void what_is_no_incident_is_not_found() {
    assertEquals(Optional.empty(), store.find("../x' or 'a' eq 'a"));
    assertEquals(Optional.empty(), store.find(key.value() + "-none"));
    assertEquals(Optional.empty(), store.findOpen(key));
    assertEquals(List.of(), store.timeline("nothing"));
    assertEquals(List.of(), store.evidence("nothing", "triage-1"));
  }

  @Test
  void the_timeline_keeps_its_order_over_commits() {
    Stored stored = store.commit(fresh(incident("a", State.RECEIVED)));
    for (int i = 0; i < 12; i++) {
      stored = store.commit(next(stored, incident("a", State.TRIAGING), "step " + i));
    }
    List<TimelineEntry> timeline = store.timeline(stored.incident().id());
    assertEquals(13, timeline.size());
    assertEquals("received", timeline.get(0).what());
    assertEquals("step 11", timeline.get(12).what());
  }

  @Test
  void an_effect_stays_in_the_outbox_until_it_is_done() {
    Stored stored = store.commit(fresh(incident("a", State.RECEIVED)));
    var outbox = store.outbox(key);
    assertEquals(
        List.of(new Effect.AskTriage(AT), new Effect.Announce()),
        outbox.stream().map(p -> p.effect()).toList());
    assertEquals(stored.incident().id(), outbox.get(0).incidentId());

    store.markDone(outbox.get(0));
    store.markDone(outbox.get(0));
    assertEquals(List.of(outbox.get(1)), store.outbox(key));
  }

  @Test
  void two_concurrent_opens_make_one_incident() throws Exception {
    int askers = 8;
    TableIncidentStore other = newStore();
    ExecutorService executor = Executors.newFixedThreadPool(askers);
    try {
      CountDownLatch go = new CountDownLatch(1);
      List<Future<Boolean>> opens = new ArrayList<>();
      for (int i = 0; i < askers; i++) {
        Incident mine = incident("o" + i, State.RECEIVED);
        TableIncidentStore through = i % 2 == 0 ? store : other;
        Callable<Boolean> open =
            () -> {
              go.await();
              try {
                through.commit(fresh(mine, "alert-" + mine.id()));
                return true;
              } catch (Conflict e) {
                return false;
              }
            };
        opens.add(executor.submit(open));
      }
      go.countDown();
      int won = 0;
      for (Future<Boolean> open : opens) {
        won += open.get() ? 1 : 0;
      }
      assertEquals(1, won);
    } finally {
      executor.shutdownNow();
    }
    assertEquals(2, store.outbox(key).size(), "the losers left nothing behind");
    String open = store.findOpen(key).orElseThrow().incident().id();
    for (int i = 0; i < askers; i++) {
      String id = key.value() + "-o" + i;
      assertEquals(id.equals(open), store.find(id).isPresent());
      assertEquals(id.equals(open), store.incidentOf(key, "alert-" + id).isPresent());
      assertEquals(id.equals(open) ? 1 : 0, store.timeline(id).size());
    }
  }

  @Test
  void a_stale_version_is_a_conflict_and_changes_nothing() {
    Stored first = store.commit(fresh(incident("a", State.RECEIVED)));
    Stored second = store.commit(next(first, incident("a", State.TRIAGING), "triaging"));
    assertNotEquals(first.version(), second.version());

    Commit late =
        new Commit(
            incident("a", State.EXPIRED),
            first.version(),
            List.of(entry("expired")),
            List.of(new Effect.Announce()),
            List.of("late-alert"),
            false);
    assertThrows(Conflict.class, () -> store.commit(late));

    assertEquals(State.TRIAGING, store.findOpen(key).orElseThrow().incident().state());
    assertEquals(2, store.timeline(first.incident().id()).size());
    assertEquals(2, store.outbox(key).size());
    assertFalse(store.incidentOf(key, "late-alert").isPresent());
  }

  @Test
  void an_ended_incident_makes_room_for_the_next() {
    Stored open = store.commit(fresh(incident("a", State.RECEIVED)));
    assertThrows(Conflict.class, () -> store.commit(fresh(incident("b", State.RECEIVED))));

    Stored ended = store.commit(next(open, incident("a", State.RECOVERED), "recovered"));
    assertEquals(Optional.empty(), store.findOpen(key));
    store.commit(fresh(incident("b", State.RECEIVED)));
    assertEquals(key.value() + "-b", store.findOpen(key).orElseThrow().incident().id());

    // A late entry of the ended one does not touch the open one.
    store.commit(next(ended, incident("a", State.RECOVERED), "late"));
    assertEquals(key.value() + "-b", store.findOpen(key).orElseThrow().incident().id());
  }

  @Test
  void the_newest_come_first_over_all_gateways() {
    Instant future = Instant.parse("2030-01-01T00:00:00Z");
    Stored stored = store.commit(fresh(incident("a", State.RECEIVED, future)));
    store.commit(next(stored, incident("a", State.RECOVERED, future), "recovered"));
    store.commit(fresh(incident("b", State.RECEIVED, future.plusSeconds(1))));

    List<String> ids = store.newest(2).stream().map(Incident::id).toList();
    assertEquals(List.of(key.value() + "-b", key.value() + "-a"), ids);
    assertEquals(1, store.newest(1).size());
    assertEquals(List.of(), store.newest(0));
  }

  @Test
  void a_large_incident_comes_back_whole() {
    StringBuilder headline = new StringBuilder();
    Random random = new Random(1);
    while (headline.length() < 700_000) {
      headline.append(Integer.toString(random.nextInt(1_000_000), 36)).append(" ä€\uD83D\uDE00");
    }
    for (int length : new int[] {29_000, 100_000, 700_000}) {
      Incident sample = incident("l" + length, State.RECOVERED);
      Incident large =
          new Incident(
              sample.id(),
              gateway,
              State.RECOVERED,
              AT,
              AT,
              List.of(),
              1,
              null,
              List.of(),
              null,
              null,
              List.of(),
              headline.substring(0, length));
      store.commit(fresh(large));
      assertEquals(large, store.find(large.id()).orElseThrow().incident());
    }
  }

  @Test
  void a_commit_beyond_one_transaction_is_a_clear_mistake() {
    List<TimelineEntry> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(entry("step " + i));
    }
    Commit commit =
        new Commit(incident("a", State.RECEIVED), null, many, List.of(), List.of(), false);
    Exception mistake = assertThrows(IllegalArgumentException.class, () -> store.commit(commit));
    assertTrue(mistake.toString().contains("100"), mistake.toString());
    assertEquals(Optional.empty(), store.findOpen(key));
  }

  @Test
  void evidence_comes_back_in_order_even_when_it_is_large() {
    String id = key.value() + "-a";
    Random random = new Random(2);
    byte[] noise = new byte[1_400_000];
    random.nextBytes(noise);
    JsonNode large =
        Json.MAPPER.createObjectNode().put("noise", Base64.getEncoder().encodeToString(noise));
    List<Glance> glances =
        List.of(
            new Glance("gateway g", "GET /x", AT, 12, "found", large),
            new Glance("vnet v", "GET /y", AT, 3, "vnet v: does not exist", null),
            new Glance("nsg n", "GET /z", AT, 3, "found", Json.MAPPER.createObjectNode()));
    store.keepEvidence(id, "triage-1", glances);
    assertEquals(glances, store.evidence(id, "triage-1"));

    store.keepEvidence(id, "triage-1", glances.subList(1, 3));
    assertEquals(glances.subList(1, 3), store.evidence(id, "triage-1"));
    assertEquals(List.of(), store.evidence(id, "triage-2"));
  }

  @Test
  void a_document_is_overwritten() {
    String id = key.value() + "-a";
    assertEquals(Optional.empty(), store.document(id, "before-0"));
    store.keepDocument(id, "before-0", Json.MAPPER.createObjectNode().put("a", 1));
    store.keepDocument(id, "before-0", Json.MAPPER.createObjectNode().put("a", 2));
    assertEquals(2, store.document(id, "before-0").orElseThrow().path("a").asInt());
  }

  @Test
  void an_outage_is_told_within_seconds_and_ends_by_itself(@TempDir Path elsewhere) {
    try (TableStorage own = TableStorage.start(Path.of("src/lab/node"), elsewhere, 0)) {
      TableIncidentStore through =
          new TableIncidentStore(
              new TableAccount(new AzureSettings.Connection.ByString(own.connectionString())));
      Stored stored = through.commit(fresh(incident("a", State.RECEIVED)));
      own.stop();
      long begin = System.nanoTime();
      assertThrows(Unavailable.class, () -> through.find(stored.incident().id()));
      assertThrows(
          Unavailable.class,
          () -> through.commit(next(stored, incident("a", State.TRIAGING), "triaging")));
      assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 7);

      own.start();
      through.commit(next(stored, incident("a", State.TRIAGING), "triaging"));
      assertEquals(2, through.timeline(stored.incident().id()).size());
    }
  }
}
