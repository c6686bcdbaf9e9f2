package io.gatewayresponder.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import io.gatewayresponder.workflow.Ports;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The ports of the use cases, on Azure. Everything is made when it is first used: the first alert
 * after a cold start needs the tables and a queue, and must not wait for the ARM clients.
 */
public final class AzureServices implements AutoCloseable {
  private final AzureSettings settings;
  private final Clock clock;
  private final Lazy<HttpClient> armHttp = new Lazy<>(ArmPipeline::httpClient);
  private final Lazy<TableIncidentStore> store;
  private final Lazy<ServiceBusQueues> queues;
  private final Lazy<ArmSights.Reader> triage;
  private final Lazy<ArmSights.Reader> resolution;
  private final Lazy<ArmRestWriter> writer;

  public AzureServices(AzureSettings settings, Clock clock) {
    SdkLogs.quieten();
    this.settings = settings;
    this.clock = clock;
    this.store = new Lazy<>(() -> new TableIncidentStore(new TableAccount(settings.tables())));
    this.queues = new Lazy<>(() -> new ServiceBusQueues(settings.bus(), clock));
    this.triage = new Lazy<>(() -> reader(settings.triageClientId()));
    this.resolution = new Lazy<>(() -> reader(settings.resolutionClientId()));
    this.writer = new Lazy<>(this::makeWriter);
  }

  /** Incidents in Table Storage. */
  public Ports.IncidentStore incidentStore() {
    return store.get();
  }

  /** The two queues of Service Bus. */
  public Ports.Queues queues() {
    return queues.get();
  }

  /**
   * Sights through ARM.
   *
   * @param executor runs the reads, dozens of which may wait side by side
   */
  public Ports.Sights sights(Executor executor) {
    return new ArmSights(triage, resolution, executor, clock);
  }

  /** Writes with the resolution identity. */
  public Ports.ArmWriter armWriter() {
    return writer.get();
  }

  /** Fired alerts, read with the triage identity. */
  public Ports.FiredAlerts firedAlerts() {
    return new AlertsManagementFired(
        new Lazy<>(() -> triage.get().calls()), settings.scopes(), clock);
  }

  private ArmSights.Reader reader(String clientId) {
    URI arm = settings.armEndpoint();
    URI logs = settings.logsEndpoint();
    TokenCredential identity = identity(clientId);
    HttpPipeline pipeline = ArmPipeline.reader(armHttp.get(), identity, arm);
    return new ArmSights.Reader(
        new ArmCalls(pipeline, arm),
        new MetricsLook(pipeline, arm),
        new LogsLook(ArmPipeline.logs(armHttp.get(), identity, logs), logs),
        new TlsLook(settings.tlsLookEnabled(), clock));
  }

  private ArmRestWriter makeWriter() {
    URI arm = settings.armEndpoint();
    TokenCredential identity = identity(settings.resolutionClientId());
    return new ArmRestWriter(new ArmCalls(ArmPipeline.writer(armHttp.get(), identity, arm), arm));
  }

  private TokenCredential identity(String clientId) {
    return Identities.of(Optional.of(clientId), armHttp.get());
  }

  /** Closes what was opened. */
  @Override
  public void close() {
    queues.ifMade(ServiceBusQueues::close);
  }
}
