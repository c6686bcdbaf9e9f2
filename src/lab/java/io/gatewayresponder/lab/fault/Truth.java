package io.gatewayresponder.lab.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a diagnosis has to say about an injected fault.
 *
 * @param fault its name
 * @param rows the rows in which its cause may rightly be named, by the guide
 * @param subject what the cause has to be about: for each fact of the finding (pool, setting,
 *     server, rule, …) the values that it may have; a fact with several values must have no others
 * @param vague rows that cannot name the rule or route itself, because who says so does not: there
 *     only pool, setting and server are compared
 * @param byProducts rows that may be named beside it, because the fault honestly brings them about
 * @param shows where it can be seen, such as {@code probe web~http 10.0.1.4}
 * @param darkens what nobody can see any more while it lasts, in the same terms
 * @param answers what somebody who knows the servers would answer when asked, by parameter name, or
 *     by the name, {@code @} and what the option is about, such as {@code servers@web-pool}
 * @param choice the resolution that such a person would choose where none is recommended; empty for
 *     none
 * @param stays what {@link World#complaints} goes on to say when all is mended that a write can
 *     mend: clients who ask for a page that the servers do not have get an error for it
 */
public record Truth(
    String fault,
    Set<String> rows,
    Map<String, Set<String>> subject,
    Set<String> vague,
    Set<String> byProducts,
    Set<String> shows,
    Set<String> darkens,
    Map<String, String> answers,
    String choice,
    Set<String> stays) {

  public Truth {
    rows = Set.copyOf(rows);
    subject = Map.copyOf(subject);
    vague = Set.copyOf(vague);
    byProducts = Set.copyOf(byProducts);
    shows = Set.copyOf(shows);
    darkens = Set.copyOf(darkens);
    answers = Map.copyOf(answers);
    stays = Set.copyOf(stays);
  }

  /** Begins a truth: the fault's name and the rows that may name it. */
  public static Truth of(String fault, String... rows) {
    return new Truth(
        fault,
        Set.of(rows),
        Map.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Map.of(),
        "",
        Set.of());
  }

  Truth about(String fact, String... values) {
    return about(fact, List.of(values));
  }

  Truth about(String fact, List<String> values) {
    Map<String, Set<String>> more = new HashMap<>(subject);
    more.put(fact, Set.copyOf(values));
    return new Truth(fault, rows, more, vague, byProducts, shows, darkens, answers, choice, stays);
  }

  Truth besides(String... rowsBeside) {
    return new Truth(
        fault, rows, subject, vague, Set.of(rowsBeside), shows, darkens, answers, choice, stays);
  }

  /** This row may name the cause as well, without the rule or route itself. */
  Truth orVaguely(String row) {
    Set<String> more = new TreeSet<>(rows);
    more.add(row);
    return new Truth(
        fault, more, subject, Set.of(row), byProducts, shows, darkens, answers, choice, stays);
  }

  Truth seenAt(List<String> places) {
    return new Truth(
        fault,
        rows,
        subject,
        vague,
        byProducts,
        union(shows, places),
        darkens,
        answers,
        choice,
        stays);
  }

  Truth darkening(List<String> places) {
    return new Truth(
        fault,
        rows,
        subject,
        vague,
        byProducts,
        shows,
        union(darkens, places),
        answers,
        choice,
        stays);
  }

  /** What to answer when asked for this parameter. */
  public Truth answering(String parameter, String value) {
    Map<String, String> more = new HashMap<>(answers);
    more.put(parameter, value);
    return new Truth(fault, rows, subject, vague, byProducts, shows, darkens, more, choice, stays);
  }

  /** Where nothing is recommended, a person who knows would choose this resolution. */
  Truth choosing(String resolution) {
    return new Truth(
        fault, rows, subject, vague, byProducts, shows, darkens, answers, resolution, stays);
  }

  /** What goes on to be complained of, whatever is written. */
  Truth leaving(List<String> complaints) {
    return new Truth(
        fault,
        rows,
        subject,
        vague,
        byProducts,
        shows,
        darkens,
        answers,
        choice,
        union(stays, complaints));
  }

  private static Set<String> union(Set<String> some, List<String> more) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }

  /** True when all that would show this fault is dark because of the other. */
  public boolean isHiddenBy(Truth other) {
    return !shows.isEmpty()
        && shows.stream()
            .allMatch(place -> other.darkens().stream().anyMatch(dark -> covers(dark, place)));
  }

  /** {@code probe} covers every probe, {@code probe web~http 10.0.1.4} only that one. */
  private static boolean covers(String dark, String place) {
    return place.equals(dark) || place.startsWith(dark + " ");
  }
}
