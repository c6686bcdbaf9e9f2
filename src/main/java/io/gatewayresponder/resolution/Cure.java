package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.WiredPair;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cause that an option is meant to remove; verification asks whether it is gone.
 *
 * @param row of the cause, such as {@code 2c.1}
 * @param subject of the cause, in words
 * @param pairs the pools and settings whose servers have to be healthy then, each written {@code
 *     pool~setting} as Azure's metrics do; empty where back-end health does not show the cause
 */
public record Cure(String row, String subject, List<String> pairs) {
  public Cure {
    pairs = List.copyOf(pairs);
  }

  static Cure of(Finding cause, Optional<Gateway> gateway) {
    return new Cure(cause.row(), cause.subject().toString(), pairs(cause.subject(), gateway));
  }

  private static List<String> pairs(Subject subject, Optional<Gateway> gateway) {
    if (subject instanceof Subject.Pool pool) {
      return gateway.stream()
          .flatMap(it -> it.wiredPairs().stream())
          .filter(pair -> pair.pool().equalsIgnoreCase(pool.pool()))
          .map(Cure::written)
          .distinct()
          .toList();
    }
    return subject.asPair().stream()
        .flatMap(pair -> Stream.of(pair.pool() + "~" + pair.setting()))
        .toList();
  }

  private static String written(WiredPair pair) {
    return pair.pool() + "~" + pair.setting();
  }
}
