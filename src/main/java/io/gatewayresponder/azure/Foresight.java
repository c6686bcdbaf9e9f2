package io.gatewayresponder.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.BackendSetting;
import io.gatewayresponder.evidence.CheckedName;
import io.gatewayresponder.evidence.DiagnosticSettings;
import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.ProbeLog;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.WebApps;
import java.util.List;
import java.util.Optional;

/**
 * Reads ahead what a diagnosis is likely to ask for, as soon as it is known what to read, so that a
 * triage lasts about as long as its longest chain of reads that need each other. It judges nothing
 * and changes no verdict: what it does not foresee is read when it is asked for, and what it reads
 * in vain costs a read. So it goes by the documents alone, and for the many (interfaces, app
 * settings) it waits until something says that they matter.
 *
 * <pre>
 * at once
 *  ├─ gateway
 *  │   ├─ load metrics (which one hangs on the generation)
 *  │   ├─ public addresses
 *  │   ├─ list of apps (some pool holds names)
 *  │   │   └─ settings and bindings of the apps that pools name
 *  │   └─ virtual network
 *  │       ├─ group and route table of the gateway's subnet
 *  │       ├─ changes in its resource group, and in that of what is attached to it
 *  │       ├─ the peered networks that pools point into
 *  │       └─ group and route table of the subnets that pools point into
 *  ├─ back-end health
 *  │   ├─ with the gateway: handshakes (certificate trouble)
 *  │   ├─ with the gateway: watchers (a server does not answer)
 *  │   │   └─ connectivity checks
 *  │   └─ with gateway and networks: interfaces in the subnets of servers that fail
 *  │       └─ their groups
 *  ├─ request metrics
 *  ├─ diagnostic settings
 *  │   └─ workspaces that get the access log
 *  │       └─ the access log in each
 *  └─ changes in the gateway's resource group
 * </pre>
 */
final class Foresight {
  /** Of one pool's servers: they commonly show one certificate. */
  private static final int MOST_HANDSHAKES = 5;

  /** A second opinion is asked for about a server or two of each pair. */
  private static final int MOST_CHECKS_OF_A_PAIR = 2;

  /** In all: packets are sent for each, and what fails everywhere fails for one reason. */
  private static final int MOST_CHECKS = 6;

  private final ResourceId gatewayId;
  private final ArmReads can;
  private final Reads reads;
  private final NetworksAhead networks;

  Foresight(ResourceId gatewayId, ArmReads can, Reads reads) {
    this.gatewayId = gatewayId;
    this.can = can;
    this.reads = reads;
    this.networks = new NetworksAhead(gatewayId, can, reads);
  }

  void begin() {
    reads.start(can.gateway());
    reads.start(can.health());
    reads.start(can.requestMetrics());
    reads.startThen(can.diagnosticSettings(), this::afterDiagnosticSettings);
    reads.start(can.recentChanges(gatewayId));
    reads.startThen(can.gateway(), document -> afterGateway(new Gateway(document)));
    reads.startThen(
        can.gateway(),
        can.health(),
        (document, health) -> afterHealth(new Gateway(document), new BackendHealth(health)));
  }

  private void afterGateway(Gateway gateway) {
    reads.start(can.loadMetrics(gateway.generation()));
    gateway.frontends().stream()
        .flatMap(front -> front.publicAddressId().stream())
        .forEach(address -> reads.start(can.document(address.root())));
    networks.around(gateway, poolServers(gateway));
    if (poolServers(gateway).stream().anyMatch(server -> !ServerAddress.isLiteral(server))) {
      reads.startThen(can.webApps(), apps -> afterApps(gateway, new WebApps(apps)));
    }
  }

  private void afterApps(Gateway gateway, WebApps apps) {
    poolServers(gateway).stream()
        .flatMap(server -> apps.at(server).flatMap(WebApps.WebApp::id).stream())
        .distinct()
        .forEach(
            app -> {
              reads.start(can.accessRestrictions(app));
              reads.start(can.hostNameBindings(app));
            });
  }

  private void afterDiagnosticSettings(JsonNode document) {
    new DiagnosticSettings(document)
        .settings().stream()
            .filter(DiagnosticSettings.Setting::collectsAccessLog)
            .flatMap(setting -> setting.workspaceId().stream())
            .distinct()
            .forEach(
                workspace ->
                    reads.startThen(
                        can.document(workspace.root()),
                        found ->
                            LogsLook.customerId(workspace, found)
                                .asFound()
                                .ifPresent(id -> reads.start(can.accessLogs(workspace, id)))));
  }

  private void afterHealth(Gateway gateway, BackendHealth health) {
    List<ServerHealth> failing = health.servers().stream().filter(Foresight::fails).toList();
    if (gateway.generation() == Gateway.Generation.V2) {
      startConnectivity(gateway, health);
    }
    health.pairs().forEach(pair -> startHandshakes(gateway, pair));
    networks.ofFailing(gateway, failing);
  }

  /** Checks take longest of all, and a walk for a server that does not answer asks for them. */
  private void startConnectivity(Gateway gateway, BackendHealth health) {
    List<ConnectivityCall.Server> servers =
        health.pairs().stream()
            .flatMap(
                pair ->
                    gateway.effectiveProbe(pair.setting()).stream()
                        .flatMap(
                            probe ->
                                pair.unhealthyServers().stream()
                                    .filter(Foresight::doesNotAnswer)
                                    .limit(MOST_CHECKS_OF_A_PAIR)
                                    .map(
                                        server ->
                                            new ConnectivityCall.Server(
                                                server.address(), probe.port()))))
            .distinct()
            .limit(MOST_CHECKS)
            .toList();
    if (!servers.isEmpty()) {
      reads.startThen(
          can.watchers(),
          watchers ->
              ConnectivityCall.watcherOf(gateway.document(), watchers)
                  .asFound()
                  .ifPresent(
                      watcher ->
                          servers.forEach(
                              server -> reads.start(can.connectivity(watcher, server)))));
    }
  }

  /** What is unknown is a question about the gateway rather than about its servers. */
  private static boolean fails(ServerHealth server) {
    return server.state() == ServerHealth.State.UNHEALTHY
        || server.state() == ServerHealth.State.PARTIAL;
  }

  private static boolean doesNotAnswer(ServerHealth server) {
    ProbeLog.Kind kind = server.probeLog().kind();
    return kind == ProbeLog.Kind.TIMEOUT || kind == ProbeLog.Kind.TCP_CONNECT;
  }

  /** The handshakes that a look at certificates will ask for. */
  private void startHandshakes(Gateway gateway, BackendHealth.Pair pair) {
    Optional<EffectiveProbe> probe =
        gateway.effectiveProbe(pair.setting()).filter(EffectiveProbe::isEncrypted);
    Optional<BackendSetting> setting = gateway.setting(pair.setting());
    if (probe.isPresent() && setting.isPresent()) {
      pair.unhealthyServers().stream()
          .filter(server -> server.probeLog().isAboutCertificates())
          .limit(MOST_HANDSHAKES)
          .map(ServerHealth::address)
          .forEach(
              server ->
                  reads.start(
                      can.handshake(
                          server,
                          probe.get().port(),
                          CheckedName.of(gateway, setting.get(), server).asked())));
    }
  }

  private static List<String> poolServers(Gateway gateway) {
    return gateway.pools().stream().flatMap(pool -> pool.addresses().stream()).distinct().toList();
  }
}
