package io.gatewayresponder.lab.twin.arm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that ARM can be asked: a method, a path with place holders, the action that it is, and
 * who answers.
 */
final class Route {
  /** Answers one request. */
  interface Handler {
    ArmResponse answer(ArmRequest request);
  }

  private static final Pattern PLACE_HOLDER = Pattern.compile("\\{(\\w+)(\\*?)}");

  private final String method;
  private final Pattern path;
  private final List<String> placeHolders = new ArrayList<>();
  private final String action;
  private final boolean changes;
  private final boolean ofArm;
  private final Handler handler;

  private Route(
      String method,
      String template,
      String action,
      boolean changes,
      boolean ofArm,
      Handler handler) {
    this.method = method;
    this.path = compile(template);
    this.action = action;
    this.changes = changes;
    this.ofArm = ofArm;
    this.handler = handler;
  }

  /**
   * A question.
   *
   * @param template such as {@code /subscriptions/{s}/providers}; a place holder with a star
   *     matches slashes as well
   */
  static Route asks(String method, String template, String action, Handler handler) {
    return new Route(method, template, action, false, true, handler);
  }

  /** A question that everybody with a token may ask; the answer depends on who does. */
  static Route everybody(String template, Handler handler) {
    return new Route("GET", template, "", false, true, handler);
  }

  /** Something that changes state when it is accepted. */
  static Route changes(String method, String template, String action, Handler handler) {
    return new Route(method, template, action, true, true, handler);
  }

  /**
   * A question to another service behind the same door: it knows no API versions, and its handler
   * asks for rights itself, since the path is no resource's.
   */
  static Route elsewhere(String method, String template, String action, Handler handler) {
    return new Route(method, template, action, false, false, handler);
  }

  /** Whether it is Resource Manager's own, with its API versions and rights on what the path is. */
  boolean ofArm() {
    return ofArm;
  }

  String action() {
    return action;
  }

  boolean changes() {
    return changes;
  }

  Handler handler() {
    return handler;
  }

  /** What the place holders stand for, when the request is for this route. */
  Optional<Map<String, String>> match(String requestMethod, String requestPath) {
    Matcher matcher = path.matcher(requestPath);
    if (!method.equals(requestMethod) || !matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < placeHolders.size(); i++) {
      names.put(placeHolders.get(i), matcher.group(i + 1));
    }
    return Optional.of(names);
  }

  private Pattern compile(String template) {
    StringBuilder pattern = new StringBuilder();
    Matcher matcher = PLACE_HOLDER.matcher(template);
    int at = 0;
    while (matcher.find()) {
      pattern.append(Pattern.quote(template.substring(at, matcher.start())));
      pattern.append(matcher.group(2).isEmpty() ? "([^/]+)" : "(.+)");
      placeHolders.add(matcher.group(1));
      at = matcher.end();
    }
    pattern.append(Pattern.quote(template.substring(at)));
    return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE);
  }
}
