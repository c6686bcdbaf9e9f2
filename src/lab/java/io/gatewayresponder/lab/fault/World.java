package io.gatewayresponder.lab.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.fault.Topology.Pool;
import io.gatewayresponder.lab.fault.Topology.Server;
import io.gatewayresponder.lab.fault.Topology.Setting;
import io.gatewayresponder.lab.fault.Topology.Way;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.CallFault;
import io.gatewayresponder.lab.twin.arm.FaultSwitches.Effect;
import io.gatewayresponder.lab.twin.causes.Causes;
import io.gatewayresponder.lab.twin.causes.CausesOptions;
import io.gatewayresponder.lab.twin.clock.TwinClock;
import io.gatewayresponder.lab.twin.estate.Associations;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.GatewayReferences;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.twin.estate.ReadOnlyFields;
import io.gatewayresponder.lab.twin.estate.Stamp;
import io.gatewayresponder.lab.twin.estate.WebSites;
import io.gatewayresponder.lab.twin.logs.LogDocuments;
import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Authorities;
import io.gatewayresponder.lab.twin.servers.Backends;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A topology come to life: its estate, its servers, its clients and the time, which is moved by
 * hand. Faults are done to it.
 */
public final class World implements AutoCloseable {
  /** Off the full minute, so that nothing depends on minutes that begin together. */
  private static final Duration INTO_THE_MINUTE = Duration.ofSeconds(10);

  /** As long as the causal model's own step for flows; longer ones lose no probe. */
  private static final Duration STRIDE = Duration.ofMinutes(1);

  private final Topology topology;
  private final Estate estate = new Estate();
  private final HandClock hands;
  private final TwinClock clock;
  private final Backends backends;
  private final WebSites sites = new WebSites(estate);
  private final Causes causes;
  private final List<CallFault> refusals = new ArrayList<>();
  private final List<Later> later = new ArrayList<>();

  private record Later(Instant at, Runnable what) {}

  private boolean responderIsOutside;

  /**
   * @param start about when its time begins
   * @param authorities who sign the servers' certificates
   */
  public World(Topology topology, Instant start, Authorities authorities) {
    this.topology = topology;
    this.backends = new Backends(authorities);
    this.hands = new HandClock(start.truncatedTo(ChronoUnit.MINUTES).plus(INTO_THE_MINUTE));
    this.clock = new TwinClock(hands, 1);
    Dice dice = new Dice(topology.seed() + 1);
    List<ObjectNode> documents = new ArrayList<>(new GroupDocuments(topology, dice).all());
    documents.addAll(new NetworkDocuments(topology, dice).all());
    documents.add(new GatewayDocument(topology, dice, authorities).json());
    documents.forEach(this::put);
    documents.forEach(document -> Associations.link(estate, document));
    for (Topology.LogSink sink : topology.logs()) {
      estate.put(LogDocuments.workspace(topology.workspaceId(sink), "westeurope"));
      keepLogs(sink, true);
    }
    startServers();
    this.causes =
        new Causes(
            estate,
            clock,
            new CausesOptions(
                backends,
                (endpoint, json) -> 202,
                simulated -> {},
                Runnable::run,
                UUID::randomUUID));
    startClients();
  }

  private void put(ObjectNode document) {
    ReadOnlyFields.fill(document, document.deepCopy());
    Stamp.all(document, "Succeeded", Stamp.newEtag());
    estate.put(document);
  }

  /** Puts the setting that sends the access log to a workspace, or names it and sends nothing. */
  void keepLogs(Topology.LogSink sink, boolean enabled) {
    estate.put(
        LogDocuments.accessLogSetting(
            topology.gatewayId(),
            sink.setting(),
            topology.workspaceId(sink),
            sink.dedicated(),
            enabled));
  }

  private void startServers() {
    for (Pool pool : topology.usedPools()) {
      if (pool.kind().isPlatform()) {
        new PlatformServers(topology, sites, backends).start(pool);
        continue;
      }
      for (Server server : pool.servers()) {
        if (pool.kind() == Topology.Kind.NAME) {
          backends.names().set(server.member(), server.address());
        }
        for (Setting setting : topology.settingsOf(pool)) {
          backends.setListening(server.address(), setting.port(), true);
          if (setting.isEncrypted()) {
            backends.setCertificate(
                server.address(), setting.port(), CertificateFaults.good(setting));
          }
          setting
              .probe()
              .filter(probe -> !probe.body().isEmpty())
              .ifPresent(
                  probe ->
                      backends.setAnswer(
                          server.address(),
                          setting.port(),
                          Optional.empty(),
                          Optional.of(probe.path()),
                          new Answer(200, Answer.OK.latency(), "ok: " + probe.body())));
        }
      }
    }
  }

  private void startClients() {
    causes.load().set(topology.gatewayId(), "", "/", 0);
    for (Way way : topology.ways()) {
      causes
          .load()
          .set(topology.gatewayId(), way.listener().host(), way.path(), way.requestsPerSecond());
    }
  }

  public Topology topology() {
    return topology;
  }

  public Estate estate() {
    return estate;
  }

  public Backends backends() {
    return backends;
  }

  WebSites sites() {
    return sites;
  }

  public Causes causes() {
    return causes;
  }

  public TwinClock clock() {
    return clock;
  }

  /** ARM refuses such calls from now on; whoever starts ARM sees to it. */
  void refuse(String method, String pathPart, int status, String code) {
    refusals.add(new CallFault(Effect.REFUSE, method, pathPart, status, code, null));
  }

  /** From now on the responder is on the Internet, and reaches no server of a virtual network. */
  void moveResponderOutside() {
    responderIsOutside = true;
  }

  public boolean responderIsOutside() {
    return responderIsOutside;
  }

  /** The calls that ARM refuses. */
  public List<CallFault> refusals() {
    return List.copyOf(refusals);
  }

  /** Lets something happen by itself once so much time has passed. */
  void later(Duration after, Runnable what) {
    later.add(new Later(clock.instant().plus(after), what));
  }

  /** Lets simulated time pass. */
  public void pass(Duration duration) {
    Duration left = duration;
    while (!left.isZero() && !left.isNegative()) {
      Duration stride = left.compareTo(STRIDE) < 0 ? left : STRIDE;
      hands.pass(stride);
      causes.advance();
      happen();
      left = left.minus(stride);
    }
  }

  private void happen() {
    Instant now = clock.instant();
    List<Later> due = later.stream().filter(one -> !one.at().isAfter(now)).toList();
    later.removeAll(due);
    due.forEach(one -> one.what().run());
  }

  /** What is wrong here now, as {@link Complaints} says it; empty when all is well. */
  public Set<String> complaints() {
    return new Complaints(this).all();
  }

  /** Changes a part of the gateway's document, such as a probe; given are its properties. */
  void editPart(String collection, String name, Consumer<ObjectNode> edit) {
    editGateway(
        properties ->
            Json.objects(properties.path(collection)).stream()
                .filter(part -> part.path("name").asText().equals(name))
                .forEach(part -> edit.accept(Json.properties(part))));
  }

  /** Changes the gateway's document, as a PUT would; given are its properties. */
  void editGateway(Consumer<ObjectNode> edit) {
    estate.update(
        topology.gatewayId(),
        gateway -> {
          edit.accept(Json.properties(gateway));
          GatewayReferences.reverse(gateway);
        });
  }

  void addRule(String group, RuleDocument rule) {
    ObjectNode json = rule.json();
    json.put("id", topology.groupId(group) + "/securityRules/" + json.path("name").asText())
        .put("type", "Microsoft.Network/networkSecurityGroups/securityRules");
    Json.properties(json).put("provisioningState", "Succeeded");
    estate.putChild(json);
  }

  /** A security group without rules of its own. */
  void addGroup(String name) {
    ObjectNode group =
        Json.object().put("id", topology.groupId(name)).put("location", "westeurope");
    Json.properties(group).putArray("securityRules");
    put(group);
  }

  /** The name of a subnet's route table; an empty one is made where there is none. */
  String routeTableOf(Topology.Place place) {
    if (place.routeTable().isPresent()) {
      return place.routeTable().get();
    }
    String name = "new-" + place.subnet() + "-routes";
    String id = topology.id("routeTables", name);
    if (estate.find(id).isEmpty()) {
      ObjectNode table = Json.object().put("id", id).put("location", "westeurope");
      Json.properties(table).putArray("routes");
      put(table);
      editSubnet(place, subnet -> subnet.putObject("routeTable").put("id", id));
    }
    return name;
  }

  /** Changes the properties of a subnet. */
  void editSubnet(Topology.Place place, Consumer<ObjectNode> edit) {
    estate.update(
        topology.id("virtualNetworks", place.network()),
        network ->
            Json.objects(network.path("properties").path("subnets")).stream()
                .filter(subnet -> subnet.path("name").asText().equals(place.subnet()))
                .forEach(subnet -> edit.accept(Json.properties(subnet))));
  }

  @Override
  public void close() {
    causes.close();
  }
}
