package io.gatewayresponder.lab.twin.logs;

import io.gatewayresponder.lab.twin.estate.ArmError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few forms of {@code $filter} that the Activity Log understands: terms with "and" between. */
final class ActivityFilter {
  /** Times come in quotation marks, as in the documents, or bare, as the Azure CLI writes them. */
  private static final String TERM =
      "(?:(\\w+)\\s+(ge|le|eq)\\s+'([^']*(?:''[^']*)*+)'"
          + "|(eventTimestamp)\\s+(ge|le)\\s+([0-9][0-9A-Z:.+-]*+))";

  private static final Pattern ONE = Pattern.compile(TERM);
  private static final Pattern ALL =
      Pattern.compile("\\s*(" + TERM + "(\\s+and\\s+" + TERM + ")*+)?\\s*");

  private final Predicate<ActivityEvent> terms;

  private ActivityFilter(Predicate<ActivityEvent> terms) {
    this.terms = terms;
  }

  static ActivityFilter of(String filter) {
    if (!ALL.matcher(filter).matches()) {
      throw refusal(filter);
    }
    Predicate<ActivityEvent> terms = event -> true;
    Matcher matcher = ONE.matcher(filter);
    while (matcher.find()) {
      // A quotation mark in a text is written twice.
      terms =
          terms.and(
              matcher.group(1) == null
                  ? term(matcher.group(4), matcher.group(5), matcher.group(6))
                  : term(matcher.group(1), matcher.group(2), matcher.group(3).replace("''", "'")));
    }
    return new ActivityFilter(terms);
  }

  boolean accepts(ActivityEvent event) {
    return terms.test(event);
  }

  private static Predicate<ActivityEvent> term(String field, String operator, String value) {
    return switch (field + " " + operator) {
      case "eventTimestamp ge" -> after(value);
      case "eventTimestamp le" -> before(value);
      case "resourceGroupName eq" ->
          event -> event.resource().resourceGroup().equalsIgnoreCase(value);
      case "resourceUri eq", "resourceId eq" -> event -> event.resourceId().equalsIgnoreCase(value);
      case "resourceProvider eq" -> event -> event.provider().equalsIgnoreCase(value);
      case "correlationId eq" -> event -> event.correlationId().equalsIgnoreCase(value);
      case "caller eq" -> event -> event.caller().equalsIgnoreCase(value);
      default -> throw refusal(field + " " + operator);
    };
  }

  private static Predicate<ActivityEvent> after(String value) {
    Instant from = moment(value);
    return event -> !event.at().isBefore(from);
  }

  private static Predicate<ActivityEvent> before(String value) {
    Instant to = moment(value);
    return event -> !event.at().isAfter(to);
  }

  private static Instant moment(String value) {
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException e) {
      throw refusal(value);
    }
  }

  private static ArmError refusal(String what) {
    return new ArmError(400, "BadRequest", "The $filter is not supported: " + what);
  }
}
