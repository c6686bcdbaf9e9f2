package io.gatewayresponder.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many broken gateways were mended, and what was written that should not have been. */
final class MendingReport {
  private final int[] cases = new int[3];
  private final int[] mended = new int[3];
  private final List<String> misses = new ArrayList<>();
  private final List<String> unapproved = new ArrayList<>();
  private final List<String> inVain = new ArrayList<>();
  private final Map<String, int[]> faults = new TreeMap<>();
  private int healthyWritten;

  void add(BenchCase.Result result) {
    result.mending().ifPresent(mending -> add(result, mending));
  }

  private void add(BenchCase.Result result, Mending mending) {
    String who = "seed %d (%s)".formatted(result.of().seed(), result.name());
    int group = result.of().faults();
    Story story = mending.story();
    story.unapproved().forEach(write -> unapproved.add(who + ": " + write));
    if (group == 0 && !story.writes().isEmpty()) {
      healthyWritten++;
      misses.add(who + " was well, and something was written\n" + story.atLength());
    }
    if (group > 0 && !mending.counts() && !story.writes().isEmpty()) {
      inVain.add(who + ": " + story.writes());
    }
    if (!mending.counts()) {
      return;
    }
    cases[group]++;
    int[] line = faults.computeIfAbsent(group == 1 ? result.name() : "(pairs)", any -> new int[2]);
    line[0]++;
    if (mending.isMended()) {
      mended[group]++;
      line[1]++;
    } else {
      misses.add("%s is not mended: %s%n%s".formatted(who, mending.left(), story.atLength()));
    }
  }

  boolean isGood(double pairsToReach) {
    return mended[1] == cases[1]
        && mended[2] >= pairsToReach * cases[2]
        && unapproved.isEmpty()
        && healthyWritten == 0;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    misses.forEach(miss -> text.append(miss).append('\n'));
    unapproved.forEach(write -> text.append("not approved, ").append(write).append('\n'));
    inVain.forEach(write -> text.append("without a remedy, written, ").append(write).append('\n'));
    text.append("%n%-32s %6s %6s%n".formatted("fault that a write mends", "cases", "mended"));
    faults.forEach(
        (fault, line) -> text.append("%-32s %6d %6d%n".formatted(fault, line[0], line[1])));
    return text.toString();
  }

  String summary() {
    return " · fixed singles %d/%d · fixed pairs %d/%d · unapproved writes %d · healthy written %d"
        .formatted(mended[1], cases[1], mended[2], cases[2], unapproved.size(), healthyWritten);
  }
}
