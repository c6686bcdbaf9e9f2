package io.gatewayresponder.lab.twin.servers;

import java.util.List;
import java.util.Locale;

/**
 * The certificate that a server shows, as far as a gateway judges it: the names it is for, whether
 * its time is over, and whether the server sends the intermediate certificates along. Its issuer is
 * taken for well known.
 */
public record Certificate(List<String> names, boolean expired, boolean chainComplete) {
  public Certificate {
    names = List.copyOf(names);
  }

  /** By name, or by a wildcard that stands for exactly one label (RFC 6125). */
  public boolean covers(String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    int dot = wanted.indexOf('.');
    String wildcard = dot < 0 ? wanted : "*" + wanted.substring(dot);
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals(wanted) || name.equals(wildcard));
  }
}
