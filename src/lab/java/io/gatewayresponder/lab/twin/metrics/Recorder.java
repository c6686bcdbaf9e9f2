package io.gatewayresponder.lab.twin.metrics;

import io.gatewayresponder.lab.twin.health.GatewayDocument;
import io.gatewayresponder.lab.twin.health.Pairing;
import io.gatewayresponder.lab.twin.metrics.Exchange.Reply;
import java.time.Instant;

/** Turns what happened at one gateway in one step of time into samples of its metrics. */
record Recorder(MetricStore store, String gateway, Instant at) {

  /**
   * Documented: one compute unit does about 50 new TLS connections a second; the other parts are
   * far from binding.
   */
  private static final double REQUESTS_PER_CAPACITY_UNIT = 50;

  /** A medium instance of the first generation; chosen by us, since no figure is documented. */
  private static final double REQUESTS_PER_FULL_CPU = 500;

  void hosts(Pairing pairing, int healthy, int unhealthy) {
    sample(Metric.HEALTHY_HOST_COUNT, pairing.dimension(), healthy);
    sample(Metric.UNHEALTHY_HOST_COUNT, pairing.dimension(), unhealthy);
  }

  /** Traffic without failures is a zero, not an absence. */
  void replied(Pairing pairing, Reply reply, double requests) {
    sample(Metric.TOTAL_REQUESTS, pairing.dimension(), requests);
    sample(Metric.FAILED_REQUESTS, pairing.dimension(), reply.failed() ? requests : 0);
    own(reply.status(), requests);
  }

  /** Answered by the gateway without a pool, so without a value for the pool's dimension. */
  void own(int status, double requests) {
    sample(Metric.RESPONSE_STATUS, status / 100 + "xx", requests);
  }

  void utilisation(GatewayDocument document, double requestsPerSecond) {
    if (document.isFirstGeneration()) {
      double percent = 100 * requestsPerSecond / (REQUESTS_PER_FULL_CPU * document.instances());
      sample(Metric.CPU_UTILIZATION, "", Math.min(100, percent));
    } else {
      sample(Metric.CAPACITY_UNITS, "", requestsPerSecond / REQUESTS_PER_CAPACITY_UNIT);
    }
  }

  private void sample(Metric metric, String dimensionValue, double value) {
    store.sample(gateway, metric, dimensionValue, at, value);
  }
}
