package io.gatewayresponder.lab.twin.causes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.alerts.AlertEngine;
import io.gatewayresponder.lab.twin.alerts.FiredAlerts;
import io.gatewayresponder.lab.twin.alerts.NotificationLog;
import io.gatewayresponder.lab.twin.alerts.Notifier;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.AlertsModel;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.HealthModel;
import io.gatewayresponder.lab.twin.estate.LogsModel;
import io.gatewayresponder.lab.twin.estate.MetricsModel;
import io.gatewayresponder.lab.twin.health.BackendCall;
import io.gatewayresponder.lab.twin.health.BackendHealth;
import io.gatewayresponder.lab.twin.health.Gateways;
import io.gatewayresponder.lab.twin.health.ProbeRunner;
import io.gatewayresponder.lab.twin.logs.AccessLog;
import io.gatewayresponder.lab.twin.logs.ActivityLog;
import io.gatewayresponder.lab.twin.logs.WorkspaceLogs;
import io.gatewayresponder.lab.twin.metrics.GatewayMetrics;
import io.gatewayresponder.lab.twin.metrics.Load;
import io.gatewayresponder.lab.twin.metrics.LoadJson;
import io.gatewayresponder.lab.twin.metrics.MetricStore;
import io.gatewayresponder.lab.twin.metrics.Traffic;
import io.gatewayresponder.lab.twin.network.Documents;
import io.gatewayresponder.lab.twin.network.EstateDocuments;
import io.gatewayresponder.lab.twin.network.Network;
import io.gatewayresponder.lab.twin.platform.Destinations;
import io.gatewayresponder.lab.twin.platform.Platform;
import io.gatewayresponder.lab.twin.servers.Backends;
import io.gatewayresponder.lab.twin.servers.BackendsJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The causal half of the twin in one piece: estate and servers in, health, metrics, logs and alerts
 * out. Simulated time moves forward in small steps; in each one the probes that are due run,
 * clients send their requests, and at full minutes the alert rules are evaluated. Every question
 * brings the model up to the present first. Thread-safe.
 */
public final class Causes implements AutoCloseable {

  private static final Duration STEP = Duration.ofSeconds(1);

  /**
   * Requests are counted in lumps of this length: fine enough for minutes, and a fifth of the work.
   */
  private static final Duration LUMP = Duration.ofSeconds(5);

  /**
   * After a long gap (a machine that slept, a very fast clock) steps get longer rather than more
   * than this many.
   */
  private static final int MOST_STEPS = 600;

  private final TwinClock clock;
  private final Backends backends;
  private final Destinations destinations;
  private final Load load = new Load();
  private final ProbeRunner probes;
  private final Traffic traffic;
  private final AlertEngine alerts;
  private final Notifier notifier;
  private final HealthModel health;
  private final MetricsModel metrics;
  private final LogsModel logs;
  private final ActivityLog activity;
  private final AlertsModel firedAlerts;
  private final Ticker ticker = new Ticker(this::advance);

  private Instant reached;
  private Instant flowedUntil;

  public Causes(Estate estate, TwinClock clock, CausesOptions options) {
    Documents documents = new EstateDocuments(estate);
    Network network = new Network(documents);
    Gateways gateways = new Gateways(documents);
    MetricStore store = new MetricStore();
    this.clock = clock;
    this.backends = options.backends();
    Platform platform = new Platform(documents, backends);
    this.destinations = new Destinations(documents, platform, backends);
    BackendCall backend = new BackendCall(network, backends, platform);
    this.probes = new ProbeRunner(gateways, network, backend);
    AccessLog log = new AccessLog(documents);
    this.traffic = new Traffic(gateways, network, probes, backend, load, store, log);
    this.notifier =
        new Notifier(documents, clock, options.transport(), options.pause(), options.deliveries());
    this.alerts = new AlertEngine(documents, store, options.alertIds(), notifier);
    this.health = new BackendHealth(gateways, network, probes, backend, clock);
    this.metrics = new GatewayMetrics(store, clock);
    this.activity = new ActivityLog(clock);
    this.logs = new WorkspaceLogs(log, clock);
    this.firedAlerts = new FiredAlerts(alerts);
    this.reached = clock.instant();
    this.flowedUntil = reached;
    probes.advanceTo(reached);
  }

  /** Lets the model follow the clock by itself, until {@link #close}. */
  public void start() {
    ticker.start();
  }

  @Override
  public void close() {
    ticker.close();
  }

  /** Brings the model up to the clock's present. */
  public synchronized void advance() {
    Instant now = clock.instant();
    Duration gap = Duration.between(reached, now);
    Duration even = gap.dividedBy(MOST_STEPS);
    Duration step = even.compareTo(STEP) > 0 ? even : STEP;
    while (!reached.plus(step).isAfter(now)) {
      Instant before = reached;
      reached = reached.plus(step);
      step(before, reached);
    }
  }

  private void step(Instant before, Instant now) {
    probes.advanceTo(now);
    boolean minuteEnded =
        !before.truncatedTo(ChronoUnit.MINUTES).equals(now.truncatedTo(ChronoUnit.MINUTES));
    Duration sinceFlow = Duration.between(flowedUntil, now);
    if (minuteEnded || sinceFlow.compareTo(LUMP) >= 0) {
      traffic.flow(now, sinceFlow);
      flowedUntil = now;
    }
    if (minuteEnded) {
      alerts.advanceTo(now);
    }
  }

  private synchronized <T> T present(Supplier<T> question) {
    advance();
    return question.get();
  }

  public HealthModel health() {
    return new HealthModel() {
      @Override
      public ObjectNode backendHealth(String gateway) {
        return present(() -> health.backendHealth(gateway));
      }

      @Override
      public ObjectNode backendHealthOnDemand(String gateway, ObjectNode probe) {
        return present(() -> health.backendHealthOnDemand(gateway, probe));
      }

      @Override
      public ObjectNode connectivity(String gateway, String destination, int port) {
        return present(() -> health.connectivity(gateway, destination, port));
      }
    };
  }

  public MetricsModel metrics() {
    return new MetricsModel() {
      @Override
      public ObjectNode metrics(String resourceId, Map<String, String> query) {
        return present(() -> metrics.metrics(resourceId, query));
      }

      @Override
      public ObjectNode metricDefinitions(String resourceId, Map<String, String> query) {
        return metrics.metricDefinitions(resourceId, query);
      }
    };
  }

  /**
   * What a client would get for a request now, from whichever server takes it.
   *
   * @return HTTP statuses; none when the client does not get as far as the gateway
   */
  public Set<Integer> statuses(String gatewayId, String host, String path) {
    return present(() -> traffic.statuses(gatewayId, host, path, clock.instant()));
  }

  public LogsModel logs() {
    return new LogsModel() {
      @Override
      public Set<String> tables(String query) {
        return logs.tables(query);
      }

      @Override
      public ObjectNode query(String workspaceId, String query, String timespan) {
        return present(() -> logs.query(workspaceId, query, timespan));
      }
    };
  }

  /**
   * Who changed what; faults that are done to the estate itself are entered by whoever does them.
   */
  public ActivityLog activity() {
    return activity;
  }

  public AlertsModel alerts() {
    return (subscription, query) -> present(() -> firedAlerts.alerts(subscription, query));
  }

  public Backends backends() {
    return backends;
  }

  /** What can be connected to in the modelled network. */
  public Destinations destinations() {
    return destinations;
  }

  public BackendsJson backendsJson() {
    return new BackendsJson(backends);
  }

  public Load load() {
    return load;
  }

  public LoadJson loadJson() {
    return new LoadJson(load);
  }

  public TwinClock clock() {
    return clock;
  }

  public NotificationLog notifications() {
    return notifier.log();
  }

  /** Sends a notification of the log once more; false when the log has none of that number. */
  public boolean resend(int notificationId) {
    return notifier.resend(notificationId);
  }
}
