package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.BlindSight;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.GatewayMetrics;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.Handshake;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.NetworkInterface;
import io.gatewayresponder.evidence.NetworkSecurityGroup;
import io.gatewayresponder.evidence.OnDemandProbe;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.VirtualNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Documents by id. What was not put in does not exist. */
final class FakeSight extends BlindSight {
  private final ResourceId gatewayId;
  private final Map<ResourceId, JsonNode> documents = new HashMap<>();
  private final Map<String, Handshake> handshakes = new HashMap<>();

  private Function<OnDemandProbe, Look<BackendHealth>> trials =
      probe -> new Look.Unreadable<>(Look.Why.NOT_FOUND, "trial of a probe of " + probe, "");

  FakeSight(ResourceId gatewayId) {
    this.gatewayId = gatewayId;
  }

  /** Lets the gateway try probes. */
  FakeSight trying(Function<OnDemandProbe, Look<BackendHealth>> newTrials) {
    trials = newTrials;
    return this;
  }

  /** Puts a document under its own id. */
  FakeSight with(JsonNode document) {
    documents.put(ResourceId.of(document.path("id").asText()), document);
    return this;
  }

  FakeSight with(ResourceId id, JsonNode document) {
    documents.put(id, document);
    return this;
  }

  FakeSight without(ResourceId id) {
    documents.remove(id);
    return this;
  }

  /** The server shows this on the port, whatever name it is asked for. */
  FakeSight showing(String server, int port, Handshake handshake) {
    handshakes.put(server + ":" + port, handshake);
    return this;
  }

  /** What this sight would show after ARM took the changes. */
  FakeSight after(List<Change> changes) {
    FakeSight later = new FakeSight(gatewayId);
    later.documents.putAll(documents);
    later.handshakes.putAll(handshakes);
    for (Change change : changes) {
      ResourceId root = change.resourceId().root();
      later.documents.computeIfPresent(root, (id, document) -> Apply.to(document, change));
    }
    return later;
  }

  JsonNode document(ResourceId id) {
    JsonNode document = documents.get(id);
    if (document == null) {
      throw new AssertionError("no document " + id);
    }
    return document;
  }

  @Override
  public ResourceId gatewayId() {
    return gatewayId;
  }

  @Override
  public Look<Gateway> gateway() {
    return look(gatewayId).map(Gateway::new);
  }

  @Override
  public Look<BackendHealth> backendHealth() {
    return look(gatewayId.child("backendhealth", "last")).map(BackendHealth::new);
  }

  @Override
  public Look<VirtualNetwork> virtualNetwork(ResourceId id) {
    return look(id).map(VirtualNetwork::new);
  }

  @Override
  public Look<NetworkSecurityGroup> networkSecurityGroup(ResourceId id) {
    return look(id).map(NetworkSecurityGroup::new);
  }

  @Override
  public Look<NetworkInterface> networkInterface(ResourceId id) {
    return look(id).map(NetworkInterface::new);
  }

  @Override
  public Look<GatewayMetrics> metrics() {
    return Look.found(new GatewayMetrics(List.of()));
  }

  @Override
  public Look<Handshake> handshake(String server, int port, String serverName) {
    Handshake shown = handshakes.get(server + ":" + port);
    return shown == null
        ? new Look.Unreadable<>(Look.Why.UNREACHABLE, server, "")
        : Look.found(shown);
  }

  @Override
  public Look<BackendHealth> probeNow(OnDemandProbe probe) {
    return trials.apply(probe);
  }

  @Override
  public List<Glance> glances() {
    return List.of();
  }

  private Look<JsonNode> look(ResourceId id) {
    JsonNode document = documents.get(id);
    return document == null
        ? new Look.Unreadable<>(Look.Why.NOT_FOUND, id.name(), "")
        : Look.found(document);
  }
}
