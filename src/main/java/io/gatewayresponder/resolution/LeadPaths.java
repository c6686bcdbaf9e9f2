package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.PathMap;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Leads the places of a path map that lead nowhere to pools: its default, for paths that it does
 * not know, and entries. Places that lead somewhere stay as they are.
 */
final class LeadPaths implements Resolution {
  private final Family family;

  /**
   * @param family D for maps whose default leads to a pool without servers, where that is the
   *     cause; E for whatever is wrong with a map
   */
  LeadPaths(Family family) {
    this.family = family;
  }

  /**
   * One place of a map that leads nowhere.
   *
   * @param entry the entry's name; empty for the default
   * @param paths in words
   */
  private record Place(String entry, String paths, String pool, String setting) {
    boolean isDefault() {
      return entry.isEmpty();
    }
  }

  @Override
  public Family family() {
    return family;
  }

  @Override
  public String name() {
    return isAboutPools() ? "LeadPastEmptyPool" : "LeadPaths";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    List<Option> options = new ArrayList<>();
    sight
        .gateway()
        .asFound()
        .ifPresent(
            gateway -> {
              Destinations destinations = Destinations.of(sight, gateway);
              for (PathMap map : maps(causes, gateway)) {
                List<Place> places = places(gateway, map);
                if (destinations.any() && !places.isEmpty()) {
                  options.add(option(map, places, destinations, causes, sight, answers));
                }
              }
            });
    return options;
  }

  private boolean isAboutPools() {
    return family == Family.D;
  }

  private List<PathMap> maps(List<Finding> causes, Gateway gateway) {
    return isAboutPools()
        ? gateway.pathMaps().stream()
            .filter(map -> EmptyPools.used(gateway).contains(map.defaultPoolName()))
            .toList()
        : Routed.maps(causes, gateway);
  }

  private static List<Place> places(Gateway gateway, PathMap map) {
    List<Place> places = new ArrayList<>();
    String pool = map.defaultPoolName();
    if (!map.defaultNeedsNoPool()
        && (Routed.leadsNowhere(gateway, pool, map.defaultSettingName())
            || Routed.isEmpty(gateway, pool))) {
      places.add(new Place("", "every other path", pool, map.defaultSettingName()));
    }
    map.entries().stream()
        .filter(entry -> !entry.needsNoPool())
        .filter(entry -> Routed.leadsNowhere(gateway, entry.poolName(), entry.settingName()))
        .map(
            entry ->
                new Place(
                    entry.name(),
                    String.join(", ", entry.paths()),
                    entry.poolName(),
                    entry.settingName()))
        .forEach(places::add);
    return places;
  }

  private Option option(
      PathMap map,
      List<Place> places,
      Destinations destinations,
      List<Finding> causes,
      Sight sight,
      Answers answers) {
    Gateway gateway = sight.gateway().asFound().orElseThrow();
    OptionDraft draft =
        Option.draft(
            this,
            map.name(),
            "Lead "
                + String.join(" and ", places.stream().map(Place::paths).toList())
                + " of path map "
                + map.name()
                + " to a pool");
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    boolean supported = true;
    for (Place place : places) {
      Destinations.Guess guess =
          destinations.guess(place.pool(), place.setting(), beside(map, gateway));
      String suffix = place.isDefault() ? "" : "-" + place.entry();
      Destinations.Pair to =
          PairQuestion.ask(draft, suffix, " for " + place.paths(), destinations, guess, answers);
      edit.edit(Routed.MAPS, map.name(), properties -> lead(edit, properties, place, to));
      supported = supported && guess.supported();
    }
    return draft
        .why(why(map, places, gateway))
        .recommended(supported && !wasFilled(places, gateway, sight))
        .risk(Option.Risk.MEDIUM)
        .changes(edit.changes())
        .sideEffects(
            List.of("Requests for these paths are answered by the chosen pool from then on."))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(guidance(places, gateway, sight))
        .cures(cured(map, causes, new SightAfter(sight, edit.changes())), sight)
        .recovery(Routed.RECOVERY)
        .done();
  }

  private List<Finding> cured(PathMap map, List<Finding> causes, Sight then) {
    if (isAboutPools()) {
      // The one cause of all empty pools stays while another one is left.
      return EmptyPools.areFilled(then) ? causes : List.of();
    }
    return Routed.about(causes, new Subject.PathMap(map.name()));
  }

  /** Where the places of the map that do lead somewhere lead. */
  private static List<Destinations.Pair> beside(PathMap map, Gateway gateway) {
    return Stream.concat(
            Stream.of(new Destinations.Pair(map.defaultPoolName(), map.defaultSettingName())),
            map.entries().stream()
                .map(entry -> new Destinations.Pair(entry.poolName(), entry.settingName())))
        .filter(pair -> !Routed.leadsNowhere(gateway, pair.pool(), pair.setting()))
        .toList();
  }

  private static void lead(GatewayEdit edit, ObjectNode map, Place place, Destinations.Pair to) {
    if (place.isDefault()) {
      edit.refer(map, "defaultBackendAddressPool", Routed.POOLS, to.pool());
      edit.refer(map, "defaultBackendHttpSettings", Routed.SETTINGS, to.setting());
      return;
    }
    for (JsonNode entry : map.path("pathRules")) {
      if (entry.path("name").asText().equalsIgnoreCase(place.entry())) {
        ObjectNode properties = ((ObjectNode) entry).withObject("/properties");
        edit.refer(properties, "backendAddressPool", Routed.POOLS, to.pool());
        edit.refer(properties, "backendHttpSettings", Routed.SETTINGS, to.setting());
      }
    }
  }

  /** A pool that had servers an hour ago wants them back, rather than another one in its place. */
  private static boolean wasFilled(List<Place> places, Gateway gateway, Sight sight) {
    PoolHistory history = PoolHistory.of(sight, gateway);
    return places.stream()
        .anyMatch(
            place -> Routed.isEmpty(gateway, place.pool()) && history.hadServers(place.pool()));
  }

  private static List<String> guidance(List<Place> places, Gateway gateway, Sight sight) {
    return wasFilled(places, gateway, sight)
        ? List.of("The pool had servers within the last hour: filling it again comes first.")
        : List.of();
  }

  private static String why(PathMap map, List<Place> places, Gateway gateway) {
    return String.join(
        " ",
        places.stream()
            .map(
                place ->
                    "Path map %s leads %s to %s."
                        .formatted(
                            map.name(),
                            place.paths(),
                            Routed.isEmpty(gateway, place.pool())
                                ? "pool " + place.pool() + ", which has no servers"
                                : "a pool or setting that is not there"))
            .toList());
  }
}
