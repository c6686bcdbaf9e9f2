package io.gatewayresponder.lab.twin.health;

import io.gatewayresponder.lab.twin.servers.Habits;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The names of servers as a gateway resolves them. Documented: it goes on with the address that it
 * knew last when a name stops resolving, until it is written again. That is one of {@link Habits}.
 */
final class Resolver {

  /** Where a name leads; an old address is one that the name led to once. */
  record Resolved(String address, boolean old) {}

  private record Known(String etag, String address) {}

  private final Function<String, Optional<String>> names;
  private final Habits habits;

  /** By gateway and name; a lab has few of either. */
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /**
   * @param names the DNS as it is now
   */
  Resolver(Function<String, Optional<String>> names, Habits habits) {
    this.names = names;
    this.habits = habits;
  }

  Optional<Resolved> resolve(GatewayDocument gateway, String name) {
    String etag = gateway.document().path("etag").asText();
    String key = gateway.key() + " " + name;
    Optional<String> address = names.apply(name);
    if (address.isPresent()) {
      known.put(key, new Known(etag, address.get()));
      return Optional.of(new Resolved(address.get(), false));
    }
    return Optional.ofNullable(known.get(key))
        .filter(last -> habits.remembersNames() && last.etag().equals(etag))
        .map(last -> new Resolved(last.address(), true));
  }
}
