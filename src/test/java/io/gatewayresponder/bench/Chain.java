package io.gatewayresponder.bench;

import io.gatewayresponder.evidence.Glance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The longest chain of reads that need each other: what a triage cannot be quicker than, however
 * much is read side by side. Which read needs which is what the documents say (an interface is not
 * known before the network that lists it) and what is not read without a reason (an interface
 * matters when a server fails). How long each took is what the sight says.
 */
final class Chain {
  private static final String GATEWAY = "^get .*/applicationgateways/[^/ ]+$";
  private static final String HEALTH = ".*/backendhealth$";
  private static final String NETWORK = "^get .*/virtualnetworks/[^/]+$";
  private static final String INTERFACE = "^get .*/networkinterfaces/[^/]+$";
  private static final String WATCHERS = "^get .*/networkwatchers$";
  private static final String APPS = "^get .*/microsoft.web/sites$";
  private static final String SETTINGS = "^get .*/diagnosticsettings$";
  private static final String WORKSPACE = "^get .*/workspaces/[^/]+$";

  /**
   * What a read waits for, by the beginning of what it is: of several, all. The first that fits
   * counts; what is read at once is in no line.
   */
  private static final Map<String, List<String>> NEEDS = new LinkedHashMap<>();

  static {
    NEEDS.put("^get .*/metrics c[a-z]+$", List.of(GATEWAY));
    NEEDS.put("^get .*/publicipaddresses/[^/]+$", List.of(GATEWAY));
    NEEDS.put(APPS, List.of(GATEWAY));
    NEEDS.put("^get .*/config/web$", List.of(APPS));
    NEEDS.put("^get .*/hostnamebindings$", List.of(APPS));
    NEEDS.put(WORKSPACE, List.of(SETTINGS));
    NEEDS.put("^query .*", List.of(WORKSPACE));
    NEEDS.put(WATCHERS, List.of(GATEWAY, HEALTH));
    NEEDS.put("^post .*/connectivitycheck .*", List.of(WATCHERS));
    NEEDS.put("^tls .*", List.of(GATEWAY, HEALTH));
    NEEDS.put(INTERFACE, List.of(NETWORK, HEALTH));
  }

  private final List<Glance> glances;

  Chain(List<Glance> glances) {
    this.glances = List.copyOf(glances);
  }

  /** The longest chain, first read first. */
  List<Glance> longest() {
    return glances.stream()
        .map(this::upTo)
        .max(Comparator.comparingLong(Chain::milliseconds))
        .orElse(List.of());
  }

  static long milliseconds(List<Glance> chain) {
    return chain.stream().mapToLong(Glance::milliseconds).sum();
  }

  /** The longest chain that ends with this read. */
  private List<Glance> upTo(Glance last) {
    List<Glance> chain =
        new ArrayList<>(
            needs(last).stream()
                .map(this::upTo)
                .max(Comparator.comparingLong(Chain::milliseconds))
                .orElse(List.of()));
    chain.add(last);
    return chain;
  }

  private List<Glance> needs(Glance read) {
    String call = call(read);
    if (call.matches(NETWORK)) {
      return namedBy(read, GATEWAY).or(() -> namedBy(read, NETWORK)).stream().toList();
    }
    if (call.matches("^get .*/(networksecuritygroups|routetables)/[^/]+$")) {
      return namedBy(read, NETWORK).or(() -> namedBy(read, INTERFACE)).stream().toList();
    }
    return NEEDS.entrySet().stream()
        .filter(line -> call.matches(line.getKey()))
        .findFirst()
        .map(line -> line.getValue().stream().flatMap(what -> find(what).stream()).toList())
        .orElse(List.of());
  }

  /** The quickest read of this kind whose document names what was read. */
  private Optional<Glance> namedBy(Glance read, String kind) {
    String id = call(read).substring("get ".length());
    return only(
        other ->
            !call(other).equals(call(read))
                && call(other).matches(kind)
                && String.valueOf(other.document()).toLowerCase(Locale.ROOT).contains(id));
  }

  private Optional<Glance> find(String kind) {
    return only(other -> call(other).matches(kind));
  }

  private Optional<Glance> only(Predicate<Glance> wanted) {
    return glances.stream().filter(wanted).min(Comparator.comparingLong(Glance::milliseconds));
  }

  private static String call(Glance glance) {
    return glance.call().toLowerCase(Locale.ROOT);
  }
}
