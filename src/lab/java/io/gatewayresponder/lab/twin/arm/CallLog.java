package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.estate.Json;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Every call that ARM answered: the proof of who read and who wrote what. */
public final class CallLog {
  /**
   * One call.
   *
   * @param at simulated time of the answer
   * @param who the caller's name, or {@code nobody} without a valid token
   * @param action the action that the call is, for example {@code
   *     Microsoft.Network/applicationGateways/write}; empty when it is not simulated
   * @param status of the answer
   * @param millis of wall time
   * @param write whether it changed something: an accepted PUT, DELETE, start or stop
   * @param needed the actions that the caller was asked for: the call's own, and those on what it
   *     refers to
   * @param lacking those of them that the caller does not have
   */
  public record Call(
      Instant at,
      String who,
      String method,
      String path,
      String apiVersion,
      String action,
      int status,
      long millis,
      boolean write,
      Set<String> needed,
      Set<String> lacking) {
    public Call {
      needed = Set.copyOf(needed);
      lacking = Set.copyOf(lacking);
    }
  }

  /** The oldest calls beyond this are forgotten, so that a lab may run for days. */
  private static final int KEPT = 100_000;

  private final Deque<Call> calls = new ArrayDeque<>();

  synchronized void add(Call call) {
    if (calls.size() == KEPT) {
      calls.removeFirst();
    }
    calls.addLast(call);
  }

  /** All calls, oldest first. */
  public synchronized List<Call> calls() {
    return new ArrayList<>(calls);
  }

  /** All calls of one caller, oldest first. */
  public List<Call> calls(Principal principal) {
    return where(call -> call.who().equals(principal.name()));
  }

  /** What was changed, oldest first. */
  public List<Call> writes() {
    return where(Call::write);
  }

  /** What one caller changed, oldest first. */
  public List<Call> writes(Principal principal) {
    return where(call -> call.write() && call.who().equals(principal.name()));
  }

  /** Forgets everything. */
  public synchronized void clear() {
    calls.clear();
  }

  /** All calls as an array of objects with the names of {@link Call}'s components. */
  public ArrayNode toJson() {
    ArrayNode array = Json.array();
    for (Call call : calls()) {
      ObjectNode one = array.addObject();
      one.put("at", call.at().toString())
          .put("who", call.who())
          .put("method", call.method())
          .put("path", call.path())
          .put("apiVersion", call.apiVersion())
          .put("action", call.action())
          .put("status", call.status())
          .put("millis", call.millis())
          .put("write", call.write());
      call.needed().forEach(one.putArray("needed")::add);
      call.lacking().forEach(one.putArray("lacking")::add);
    }
    return array;
  }

  /** A table for people: how often who did what, and with which answers. */
  public String summary() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Call call : calls()) {
      String what = call.action().isEmpty() ? call.method() + " (not simulated)" : call.action();
      String line =
          "%-11s %-62s %d%s"
              .formatted(call.who(), what, call.status(), call.write() ? " write" : "");
      counts.merge(line, 1, Integer::sum);
    }
    StringBuilder table = new StringBuilder();
    counts.forEach(
        (line, count) -> table.append(String.format(Locale.ROOT, "%6d  %s%n", count, line)));
    return table.toString();
  }

  private List<Call> where(Predicate<Call> wanted) {
    return calls().stream().filter(wanted).toList();
  }
}
