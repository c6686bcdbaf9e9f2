package io.gatewayresponder.lab.twin.servers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The modelled DNS: a name that was entered resolves to one address, any other does not resolve.
 */
public final class Names {

  private final Map<String, String> addresses = new ConcurrentSkipListMap<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

  public void set(String name, String address) {
    addresses.put(name.toLowerCase(Locale.ROOT), address);
    watchers.forEach(Runnable::run);
  }

  public void remove(String name) {
    addresses.remove(name.toLowerCase(Locale.ROOT));
    watchers.forEach(Runnable::run);
  }

  /** Calls after every change, on the thread that made it. */
  public void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** The names that lead to an address. */
  public List<String> of(String address) {
    return addresses.entrySet().stream()
        .filter(entry -> entry.getValue().equals(address))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A dotted IPv4 address rather than a name. */
  public static boolean isAddress(String nameOrAddress) {
    return nameOrAddress.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  /** An address resolves to itself. */
  public Optional<String> find(String nameOrAddress) {
    if (isAddress(nameOrAddress)) {
      return Optional.of(nameOrAddress);
    }
    return Optional.ofNullable(addresses.get(nameOrAddress.toLowerCase(Locale.ROOT)));
  }

  public Map<String, String> all() {
    return Map.copyOf(addresses);
  }
}
