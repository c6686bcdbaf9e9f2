package io.gatewayresponder.cli;

/**
 * Why nothing could be diagnosed, and what to do about it: one value, so that no message names a
 * fault without a way out.
 */
final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param wrong what is wrong, in sentences; may hold text from outside
   * @param remedy what the person does, in sentences
   */
  Trouble(String wrong, String remedy) {
    super(wrong);
    this.remedy = remedy;
  }

  Trouble(String wrong, String remedy, Throwable cause) {
    super(wrong, cause);
    this.remedy = remedy;
  }

  String wrong() {
    return String.valueOf(getMessage());
  }

  String remedy() {
    return remedy;
  }
}
