package io.gatewayresponder.lab.twin.logs.kql;

/** A query that cannot be answered, and whose fault that is. */
public final class KqlError extends RuntimeException {
  /** Why. */
  public enum Kind {
    /** The text is no query. */
    SYNTAX,
    /** The query names what is not there, or mixes what does not fit. */
    SEMANTIC,
    /** Kusto could, this evaluator cannot. */
    NOT_SIMULATED
  }

  private final Kind kind;
  private final String code;

  private KqlError(Kind kind, String code, String message) {
    super(message);
    this.kind = kind;
    this.code = code;
  }

  static KqlError syntax(String message) {
    return new KqlError(Kind.SYNTAX, "SYN0002", message);
  }

  static KqlError semantic(String code, String message) {
    return new KqlError(Kind.SEMANTIC, code, message);
  }

  /** SEM0100 is Kusto's code for a name that it cannot resolve. */
  static KqlError unknownColumn(String operator, String name) {
    return semantic(
        "SEM0100",
        "'%s' operator: Failed to resolve column or scalar expression named '%s'"
            .formatted(operator, name));
  }

  static KqlError unknownTable(String operator, String name) {
    return semantic(
        "SEM0100",
        "'%s' operator: Failed to resolve table or column expression named '%s'"
            .formatted(operator, name));
  }

  static KqlError notSimulated(String what) {
    return new KqlError(
        Kind.NOT_SIMULATED, "NotSimulated", "The lab's Log Analytics does not simulate " + what);
  }

  public Kind kind() {
    return kind;
  }

  public String code() {
    return code;
  }
}
