package io.gatewayresponder.lab.twin.servers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A process on a port: whether it listens, which protocol it speaks, and what it answers. An answer
 * may be set for one host, one path, both or neither; the most particular one is given. A server
 * with TLS whose certificate was not set shows one that satisfies everybody. Immutable: a change
 * makes a new one.
 */
public record WebServer(
    boolean listening,
    boolean firewalled,
    String protocol,
    List<Special> specials,
    Optional<Certificate> certificate) {

  /** An answer for requests that match; an absent host or path matches all. */
  public record Special(Optional<String> host, Optional<String> path, Answer answer) {

    boolean matches(String requestHost, String requestPath) {
      return host.map(each -> each.equalsIgnoreCase(requestHost)).orElse(true)
          && path.map(each -> each.equals(requestPath)).orElse(true);
    }

    private boolean sameRequests(Special other) {
      return host.map(WebServer::lower).equals(other.host.map(WebServer::lower))
          && path.equals(other.path);
    }

    private int particularity() {
      return (path.isPresent() ? 2 : 0) + (host.isPresent() ? 1 : 0);
    }
  }

  public static final WebServer DEFAULT =
      new WebServer(true, false, "Http", List.of(), Optional.empty());

  public WebServer withListening(boolean nowListening) {
    return new WebServer(nowListening, firewalled, protocol, specials, certificate);
  }

  /** Behind a firewall in its own operating system, which nobody sees from outside. */
  public WebServer withFirewall(boolean nowFirewalled) {
    return new WebServer(listening, nowFirewalled, protocol, specials, certificate);
  }

  /** Listens, and nothing on its own machine is in the way. */
  public boolean accepts() {
    return listening && !firewalled;
  }

  public WebServer withProtocol(String newProtocol) {
    return new WebServer(listening, firewalled, newProtocol, specials, certificate);
  }

  /** A server that shows a certificate speaks TLS. */
  public WebServer with(Certificate newCertificate) {
    return new WebServer(listening, firewalled, "Https", specials, Optional.of(newCertificate));
  }

  /** Replaces what was set for the same host and path. */
  public WebServer with(Special special) {
    List<Special> next = new ArrayList<>(specials);
    next.removeIf(each -> each.sameRequests(special));
    next.add(special);
    next.sort(Comparator.comparingInt(Special::particularity).reversed());
    return new WebServer(listening, firewalled, protocol, List.copyOf(next), certificate);
  }

  public Answer answer(String host, String path) {
    return special(host, path).orElse(Answer.OK);
  }

  /** The answer that was set for such a request. */
  public Optional<Answer> special(String host, String path) {
    return specials.stream()
        .filter(special -> special.matches(host, path))
        .findFirst()
        .map(Special::answer);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
