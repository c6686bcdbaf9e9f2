package io.gatewayresponder.lab.host;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * An NCRONTAB schedule: second, minute, hour, day, month and day of the week. All fields must match
 * at once. Each is {@code *}, a number or name, a range, a list of those, or any of them with a
 * step.
 */
final class Schedule {
  private static final List<String> MONTHS =
      List.of(
          "", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

  /** A day of February every leap year comes within eight years, and then for certain. */
  private static final int DAYS_TO_SEARCH = 366 * 8;

  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet days;
  private final BitSet months;
  private final BitSet weekdays;

  private Schedule(String text, String[] fields) {
    seconds = field(text, fields[0], 0, 59, List.of());
    minutes = field(text, fields[1], 0, 59, List.of());
    hours = field(text, fields[2], 0, 23, List.of());
    days = field(text, fields[3], 1, 31, List.of());
    months = field(text, fields[4], 1, 12, MONTHS);
    weekdays = field(text, fields[5], 0, 7, DAYS);
  }

  static Schedule parse(String text) {
    String[] fields = text.strip().split("\\s+", -1);
    if (fields.length != 6) {
      throw invalid(text, "it needs six fields: second minute hour day month weekday");
    }
    return new Schedule(text, fields);
  }

  /** The first moment after this one. */
  LocalDateTime next(LocalDateTime after) {
    LocalDateTime candidate = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    for (int day = 0; day < DAYS_TO_SEARCH; day++) {
      if (matchesDay(candidate)) {
        LocalDateTime midnight = candidate.truncatedTo(ChronoUnit.DAYS).plusDays(1);
        for (LocalDateTime at = candidate; at.isBefore(midnight); at = at.plusSeconds(1)) {
          if (matchesTime(at)) {
            return at;
          }
        }
      }
      candidate = candidate.truncatedTo(ChronoUnit.DAYS).plusDays(1);
    }
    throw new IllegalStateException("A schedule that never comes");
  }

  private boolean matchesDay(LocalDateTime at) {
    int weekday = at.getDayOfWeek().getValue() % 7;
    return months.get(at.getMonthValue())
        && days.get(at.getDayOfMonth())
        && (weekdays.get(weekday) || (weekday == 0 && weekdays.get(7)));
  }

  private boolean matchesTime(LocalDateTime at) {
    return hours.get(at.getHour()) && minutes.get(at.getMinute()) && seconds.get(at.getSecond());
  }

  private static BitSet field(String text, String field, int min, int max, List<String> names) {
    BitSet values = new BitSet();
    for (String part : field.split(",", -1)) {
      String[] stepped = part.split("/", 2);
      int step = stepped.length == 2 ? number(text, stepped[1], List.of()) : 1;
      String[] range = stepped[0].equals("*") ? new String[0] : stepped[0].split("-", 2);
      int from = range.length == 0 ? min : number(text, range[0], names);
      int to = range.length == 0 ? max : from;
      if (range.length == 2) {
        to = number(text, range[1], names);
      } else if (range.length == 1 && stepped.length == 2) {
        to = max;
      }
      if (from < min || to > max || from > to || step < 1) {
        throw invalid(text, part + " is not within " + min + " to " + max);
      }
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return values;
  }

  private static int number(String text, String word, List<String> names) {
    int named = names.indexOf(word.toUpperCase(Locale.ROOT));
    if (named >= 0 && !word.isEmpty()) {
      return named;
    }
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw invalid(text, "'" + word + "' is no number");
    }
  }

  private static IllegalArgumentException invalid(String text, String why) {
    return new IllegalArgumentException("Not an NCRONTAB schedule: '" + text + "': " + why);
  }
}
