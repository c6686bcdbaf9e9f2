package io.gatewayresponder.lab.twin.health;

import io.gatewayresponder.lab.twin.network.Cached;
import io.gatewayresponder.lab.twin.network.Documents;
import io.gatewayresponder.lab.twin.network.Json;
import java.util.List;
import java.util.Optional;

/** The gateways of the estate as their data plane runs them. */
public final class Gateways {

  private final Cached<List<GatewayDocument>> gateways;

  public Gateways(Documents documents) {
    this.gateways =
        new Cached<>(
            documents,
            all -> all.ofType(GatewayDocument.TYPE).stream().map(GatewayDocument::new).toList());
  }

  public List<GatewayDocument> all() {
    return gateways.get();
  }

  public Optional<GatewayDocument> find(String id) {
    return all().stream().filter(gateway -> Json.sameId(gateway.id(), id)).findFirst();
  }
}
