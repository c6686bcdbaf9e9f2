package io.gatewayresponder.lab.scenario;

/**
 * Something came otherwise than the scenario demands; the message says what and what was wanted.
 */
final class ScenarioFailure extends RuntimeException {
  ScenarioFailure(String message) {
    super(message);
  }
}
