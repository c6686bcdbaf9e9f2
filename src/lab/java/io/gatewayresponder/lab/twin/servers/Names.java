package io.gatewayresponder.lab.twin.servers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * The modelled DNS: a name that was entered resolves to one address, any other does not resolve.
 */
public final class Names {
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final Map<String, String> addresses = new ConcurrentSkipListMap<>();
  private final Set<String> gone = new ConcurrentSkipListSet<>();

  public void set(String name, String address) {
    gone.remove(name.toLowerCase(Locale.ROOT));
    addresses.put(name.toLowerCase(Locale.ROOT), address);
  }

  /** The name does not resolve any more, not even when the platform itself is behind it. */
  public void remove(String name) {
    gone.add(name.toLowerCase(Locale.ROOT));
    addresses.remove(name.toLowerCase(Locale.ROOT));
  }

  /** A dotted IPv4 address rather than a name. */
  public static boolean isAddress(String nameOrAddress) {
    return ADDRESS.matcher(nameOrAddress).matches();
  }

  /** The name is as it was before anybody set or removed it. */
  public void restore(String name) {
    gone.remove(name.toLowerCase(Locale.ROOT));
    addresses.remove(name.toLowerCase(Locale.ROOT));
  }

  /** The names that were removed, in order. */
  public List<String> gone() {
    return List.copyOf(gone);
  }

  public boolean isGone(String name) {
    return gone.contains(name.toLowerCase(Locale.ROOT));
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
