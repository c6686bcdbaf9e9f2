package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.BackendHealth;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ProbeLog;
import io.gatewayresponder.evidence.ServerHealth;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.WiredPair;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Lets the gateway itself try what a probe could ask, at every pool that it would be asked of. What
 * a trial shows makes guesses and recommendations and nothing else: a plan that was made with the
 * values that a person approved comes out the same where nothing can be tried.
 */
final class ProbeTrials {
  /**
   * Each trial takes seconds, and a person waits for the proposal. Enough for a dozen places that
   * the first pool refuses, and for one that all of them are asked about.
   */
  static final int MOST = 16;

  /** What hurts no server of four pools hardly hurts those of a fifth. */
  private static final int MOST_PAIRS = 4;

  /** A trial that takes longer is not worth the wait. */
  static final int LONGEST_SECONDS = 60;

  /** How a trial went. */
  enum Kind {
    /** The servers that fail would be healthy, and those that are healthy would stay so. */
    HEALS,
    /** One lacks the text that the probe looks for, and nothing else. */
    TEXT_MISSING,
    FAILS,
    /** Nothing could be tried. */
    UNKNOWN
  }

  /**
   * A trial.
   *
   * @param saw what it showed, in words; may hold text from outside
   */
  record Trial(Kind kind, String saw) {
    boolean heals() {
      return kind == Kind.HEALS;
    }
  }

  private final FailingProbe failing;
  private final Sight sight;

  /** The pair that refused last is asked first: it tells soonest that a wish is none. */
  private final List<WiredPair> pairs;

  private int left = MOST;

  ProbeTrials(FailingProbe failing, Sight sight) {
    this.failing = failing;
    this.sight = sight;
    this.pairs = failing.pairs().stream().limit(MOST_PAIRS).collect(Collectors.toList());
  }

  Trial of(ProbeWish wish) {
    if (failing.probe().port() != failing.setting().port()) {
      // The gateway takes the port of a trial from the setting.
      return new Trial(Kind.UNKNOWN, "the probe has a port of its own");
    }
    Trial result = new Trial(Kind.UNKNOWN, "no rule uses the setting");
    for (WiredPair pair : List.copyOf(pairs)) {
      if (left == 0) {
        return new Trial(Kind.UNKNOWN, "enough was tried");
      }
      left--;
      Look<BackendHealth> look = sight.probeNow(wish.trial(pair, LONGEST_SECONDS));
      if (look instanceof Look.Unreadable<BackendHealth> not) {
        left = 0;
        return new Trial(Kind.UNKNOWN, not.sentence());
      }
      Trial one = look.asFound().map(answer -> judge(pair, answer)).orElseThrow();
      if (!one.heals()) {
        pairs.remove(pair);
        pairs.add(0, pair);
        return one;
      }
      result = one;
    }
    return result;
  }

  /** Servers that fail for other reasons do not count. */
  private Trial judge(WiredPair pair, BackendHealth answer) {
    Trial result = new Trial(Kind.HEALS, "");
    boolean any = false;
    for (ServerHealth server : answer.servers()) {
      String address = server.address();
      if (!failing.fails(pair, address) && !failing.isHealthy(pair, address)) {
        continue;
      }
      any = true;
      ProbeLog log = server.probeLog();
      if (server.state() == ServerHealth.State.HEALTHY) {
        result = result.kind() == Kind.HEALS ? new Trial(Kind.HEALS, saw(log)) : result;
      } else if (log.kind() == ProbeLog.Kind.BODY_MISMATCH) {
        result = new Trial(Kind.TEXT_MISSING, "the answer of " + address + " lacks the text");
      } else {
        return new Trial(Kind.FAILS, address + ": " + log.text());
      }
    }
    return any ? result : new Trial(Kind.UNKNOWN, "the gateway tried none of the servers");
  }

  private static String saw(ProbeLog log) {
    OptionalInt status = log.receivedStatus();
    return status.isPresent() ? "answered " + status.getAsInt() : "was answered";
  }
}
