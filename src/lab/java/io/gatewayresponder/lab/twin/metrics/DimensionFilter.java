package io.gatewayresponder.lab.twin.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter such as {@code BackendSettingsPool eq 'a~b' or BackendSettingsPool eq 'c~d'}, with
 * {@code *} for every value: it picks series, and splits the answer by the dimension. The gateway's
 * metrics have one dimension at most.
 */
record DimensionFilter(String dimension, List<String> values) {

  private static final Pattern TERM = Pattern.compile("\\s*([\\w.]+)\\s+eq\\s+'([^']*)'\\s*");

  static DimensionFilter of(String text) {
    String dimension = "";
    List<String> values = new ArrayList<>();
    for (String term : text.split("(?i)\\s+(or|and)\\s+", -1)) {
      Matcher matcher = TERM.matcher(term);
      boolean readable = matcher.matches();
      if (!readable || !(dimension.isEmpty() || dimension.equalsIgnoreCase(matcher.group(1)))) {
        throw MetricQuery.bad("The filter " + text + " is not supported.");
      }
      dimension = matcher.group(1);
      values.add(matcher.group(2));
    }
    return new DimensionFilter(dimension, List.copyOf(values));
  }

  boolean accepts(String value) {
    return values.stream().anyMatch(each -> each.equals("*") || each.equalsIgnoreCase(value));
  }
}
