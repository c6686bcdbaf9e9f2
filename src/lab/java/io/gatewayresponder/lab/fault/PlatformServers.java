package io.gatewayresponder.lab.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.fault.Topology.Kind;
import io.gatewayresponder.lab.fault.Topology.Pool;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.fault.Topology.Way;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.WebSites;
import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Backends;
import java.util.List;
import java.util.Optional;

/** Makes the apps of a topology, with the hosts that lead to them bound; opens its APIs. */
record PlatformServers(Topology topology, WebSites sites, Backends backends) {

  void start(Pool pool) {
    for (Server server : pool.servers()) {
      if (pool.kind() == Kind.APP_SERVICE) {
        String site = topology.siteId(server);
        sites.create(site);
        boundHosts(pool).forEach(host -> sites.bind(site, host));
        restrict(site, server);
      } else {
        api(pool, server);
      }
    }
  }

  /** The hosts with which requests come that are not the app's own. */
  private List<String> boundHosts(Pool pool) {
    return topology.ways().stream()
        .filter(way -> way.pool().equals(pool) && !way.setting().picksHost())
        .map(PlatformServers::sentHost)
        .distinct()
        .toList();
  }

  static String sentHost(Way way) {
    return way.setting().hostName().isEmpty() ? way.listener().host() : way.setting().hostName();
  }

  /** Every third app lets nobody in but the gateway, which changes nothing for it. */
  private void restrict(String site, Server server) {
    if (Math.floorMod(server.member().hashCode(), 3) == 0) {
      sites.restrict(site, List.of(rule("gateway", topology.publicAddress() + "/32", 100)));
    }
  }

  static ObjectNode rule(String name, String addresses, int priority) {
    return Json.object()
        .put("ipAddress", addresses)
        .put("action", "Allow")
        .put("tag", "Default")
        .put("priority", priority)
        .put("name", name);
  }

  private void api(Pool pool, Server server) {
    for (Way way : topology.ways()) {
      if (way.pool().equals(pool)) {
        backends.setAnswer(
            server.member(),
            way.setting().port(),
            Optional.empty(),
            Optional.of(way.path()),
            Answer.OK);
      }
    }
  }
}
