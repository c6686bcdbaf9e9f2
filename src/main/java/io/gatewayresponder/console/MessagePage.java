package io.gatewayresponder.console;

import java.util.Map;

/** A page that only says something: not found, not allowed. */
public final class MessagePage {
  private MessagePage() {}

  public static String render(String heading, String text, String person) {
    return Templates.page(
        "message",
        heading,
        person,
        null,
        Map.of("heading", heading, "text", text, "home", Links.CONSOLE));
  }
}
