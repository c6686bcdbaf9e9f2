package io.gatewayresponder.lab.twin.servers;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The modelled DNS: a name that was entered resolves to one address, any other does not resolve.
 */
public final class Names {

  private final Map<String, String> addresses = new ConcurrentSkipListMap<>();

  public void set(String name, String address) {
    addresses.put(name.toLowerCase(Locale.ROOT), address);
  }

  public void remove(String name) {
    addresses.remove(name.toLowerCase(Locale.ROOT));
  }

  /** An address resolves to itself. */
  public Optional<String> find(String nameOrAddress) {
    if (nameOrAddress.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      return Optional.of(nameOrAddress);
    }
    return Optional.ofNullable(addresses.get(nameOrAddress.toLowerCase(Locale.ROOT)));
  }

  public Map<String, String> all() {
    return Map.copyOf(addresses);
  }
}
