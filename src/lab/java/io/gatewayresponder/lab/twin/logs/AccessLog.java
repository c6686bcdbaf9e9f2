package io.gatewayresponder.lab.twin.logs;

import io.gatewayresponder.lab.twin.logs.Destinations.Destination;
import io.gatewayresponder.lab.twin.network.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The access logs of all gateways, as they lie in workspaces. A record goes where the gateway's
 * diagnostic settings point when it is written, and stays there whatever becomes of the settings.
 * Not thread-safe: its owner calls it under one lock.
 */
public final class AccessLog {
  /**
   * How long a record takes from the gateway to where a query finds it. Azure speaks of a minute of
   * collecting and some minutes more; two is a good day.
   */
  public static final Duration INGESTION = Duration.ofMinutes(2);

  /** Twice what the responder asks for. A workspace keeps at least a month. */
  private static final Duration KEPT = Duration.ofHours(2);

  private final Destinations destinations;
  private final Map<Destination, Deque<AccessRecord>> records = new HashMap<>();

  /** What was left over of requests, which are counted whole. */
  private final Map<List<Object>, Double> remainders = new HashMap<>();

  public AccessLog(Documents documents) {
    this.destinations = new Destinations(documents);
  }

  /**
   * Writes a record where it belongs.
   *
   * @param requests how many, maybe a part of one: the parts of a stream add up to whole requests
   */
  public void write(AccessRecord record, double requests) {
    List<Object> stream =
        List.of(record.gatewayId(), record.asked(), record.routed(), record.httpStatus());
    double all = requests + remainders.getOrDefault(stream, 0.0);
    // A third added three times is a whole, also for a computer.
    long whole = (long) Math.floor(all + 1e-6);
    remainders.put(stream, Math.max(0, all - whole));
    if (whole == 0) {
      return;
    }
    for (Destination destination : destinations.of(record.gatewayId())) {
      Deque<AccessRecord> kept = records.computeIfAbsent(destination, unused -> new ArrayDeque<>());
      kept.addLast(record.withRequests(whole));
      while (kept.getFirst().at().isBefore(record.at().minus(KEPT))) {
        kept.removeFirst();
      }
    }
  }

  /** What a query finds now, the oldest first. */
  List<AccessRecord> visible(String workspaceKey, String table, Instant now) {
    Deque<AccessRecord> kept =
        records.getOrDefault(new Destination(workspaceKey, table), new ArrayDeque<>());
    return kept.stream().filter(record -> !record.at().isAfter(now.minus(INGESTION))).toList();
  }
}
