package io.gatewayresponder.lab.twin.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What clients ask of each gateway: requests a second by host and path. A gateway that nobody set a
 * load for gets a little traffic at its first listener, so that faults are noticed. Can be set at
 * any time from any thread.
 */
public final class Load {

  /**
   * Requests for one host and path. An empty host stands for the host of the gateway's first
   * listener.
   */
  public record Stream(String host, String path, double requestsPerSecond) {}

  /**
   * Enough that a minute of failures stands out from any threshold, and little enough for the
   * smallest gateway.
   */
  private static final Stream DEFAULT = new Stream("", "/", 20);

  /** Beyond this no gateway goes; it keeps the numbers of a mistaken request finite. */
  private static final double MOST = 1_000_000;

  private final Map<String, List<Stream>> streams = new ConcurrentHashMap<>();

  public List<Stream> of(String gatewayId) {
    return streams.getOrDefault(key(gatewayId), List.of(DEFAULT));
  }

  /**
   * Sets the rate for a host and path of a gateway; zero ends that stream.
   *
   * @throws IllegalArgumentException for a rate that is negative, not a number or beyond a million
   */
  public void set(String gatewayId, String host, String path, double requestsPerSecond) {
    if (!(requestsPerSecond >= 0 && requestsPerSecond <= MOST)) {
      throw new IllegalArgumentException("A rate is 0 to 1000000, not " + requestsPerSecond + ".");
    }
    Stream stream = new Stream(host, path.isEmpty() ? "/" : path, requestsPerSecond);
    streams.compute(
        key(gatewayId),
        (id, before) -> {
          List<Stream> next = new ArrayList<>(before == null ? List.of(DEFAULT) : before);
          next.removeIf(
              each ->
                  each.host().equalsIgnoreCase(stream.host()) && each.path().equals(stream.path()));
          if (requestsPerSecond > 0) {
            next.add(stream);
          }
          return List.copyOf(next);
        });
  }

  /** Only gateways whose load was set; the others have the default. */
  public Map<String, List<Stream>> all() {
    return Map.copyOf(streams);
  }

  private static String key(String gatewayId) {
    return gatewayId.toLowerCase(Locale.ROOT);
  }
}
