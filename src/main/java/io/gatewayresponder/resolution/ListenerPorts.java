package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Listener;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which port numbers a listener can have beside the others. Azure lets listeners share a port of a
 * front end only where they speak the same protocol and tell their requests apart by host names.
 */
record ListenerPorts(Gateway gateway) {
  static final int HTTP = 80;
  static final int HTTPS = 443;

  /** The documented highest numbers; those above are the platform's own. */
  private static final int HIGHEST_OF_SECOND = 64_999;

  private static final int HIGHEST_OF_FIRST = 65_502;

  /** What is common beside the usual port, in the order of likelihood. */
  private static final List<Integer> PLAIN = List.of(HTTP, 8080, 8000);

  private static final List<Integer> ENCRYPTED = List.of(HTTPS, 8443, 9443);

  int highest() {
    return gateway.generation() == Gateway.Generation.V1 ? HIGHEST_OF_FIRST : HIGHEST_OF_SECOND;
  }

  OptionalInt of(Listener listener) {
    return gateway.frontendPort(listener.frontendPortName());
  }

  /** Plain HTTP on the port of HTTPS, or the reverse. */
  static boolean contradicts(String protocol, int port) {
    return (protocol.equalsIgnoreCase("Http") && port == HTTPS)
        || (protocol.equalsIgnoreCase("Https") && port == HTTP);
  }

  /** The numbers of front-end ports that no listener uses, as the document has them. */
  List<Integer> unused() {
    return names().stream()
        .filter(
            name ->
                gateway.listeners().stream()
                    .noneMatch(one -> one.frontendPortName().equalsIgnoreCase(name)))
        .flatMapToInt(name -> gateway.frontendPort(name).stream())
        .boxed()
        .distinct()
        .toList();
  }

  /** Numbers to guess from: what stands unused first, then what is usual for the protocol. */
  IntStream likely(String protocol) {
    List<Integer> usual = protocol.equalsIgnoreCase("Https") ? ENCRYPTED : PLAIN;
    return Stream.concat(
            unused().stream()
                .filter(port -> !contradicts(protocol, port))
                .sorted(Comparator.comparing(port -> !usual.contains(port))),
            usual.stream())
        .mapToInt(Integer::intValue)
        .distinct();
  }

  /** The name of the front-end port of this number, where there is one. */
  Optional<String> named(int number) {
    return names().stream()
        .filter(name -> gateway.frontendPort(name).orElse(-1) == number)
        .findFirst();
  }

  private List<String> names() {
    return gateway.frontendPortNames();
  }

  /**
   * Why listeners cannot take requests at a port; nothing where they can.
   *
   * @param moved those that would be there, of one protocol
   */
  Optional<String> objection(List<Listener> moved, String protocol, int port) {
    if (contradicts(protocol, port)) {
      return Optional.of(protocol + " on port " + port + " contradicts itself.");
    }
    for (Listener other : gateway.listeners()) {
      boolean there = of(other).orElse(-1) == port && !moved.contains(other);
      for (Listener one : moved) {
        if (there && shareFrontend(one, other) && !liveTogether(one, protocol, other)) {
          return Optional.of(
              "Port " + port + " is taken by listener " + other.name() + " already.");
        }
      }
    }
    return Optional.empty();
  }

  private static boolean shareFrontend(Listener one, Listener other) {
    return one.frontendName().equalsIgnoreCase(other.frontendName());
  }

  private static boolean liveTogether(Listener one, String protocol, Listener other) {
    return other.protocol().equalsIgnoreCase(protocol)
        && !one.hostNames().isEmpty()
        && !other.hostNames().isEmpty()
        && one.hostNames().stream()
            .noneMatch(host -> other.hostNames().stream().anyMatch(host::equalsIgnoreCase));
  }
}
