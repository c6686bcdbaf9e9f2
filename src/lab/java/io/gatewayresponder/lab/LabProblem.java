package io.gatewayresponder.lab;

/** Something that a person at the command line can put right; the message says how. */
public final class LabProblem extends RuntimeException {
  public LabProblem(String message) {
    super(message);
  }

  public LabProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
