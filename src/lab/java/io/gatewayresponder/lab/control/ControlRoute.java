package io.gatewayresponder.lab.control;

import io.gatewayresponder.lab.web.Answer;
import io.gatewayresponder.lab.web.Request;

/**
 * One thing that the control room can do.
 *
 * @param about what it does, in a sentence
 * @param example a body that works; empty when none is sent
 */
public record ControlRoute(
    String method, String path, String about, String example, Handler handler) {

  /** Does it. An {@link IllegalArgumentException} becomes a 400 that says what is wrong. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Request request) throws Exception;
  }

  public static ControlRoute get(String path, String about, Handler handler) {
    return new ControlRoute("GET", path, about, "", handler);
  }

  public static ControlRoute post(String path, String about, String example, Handler handler) {
    return new ControlRoute("POST", path, about, example, handler);
  }
}
