package io.gatewayresponder.lab.teams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What a workflow webhook accepts: a message whose attachments are adaptive cards, at most 28 KB of
 * it. Cards posted by a webhook may link, show and hide; they cannot submit, so a card that tries
 * is refused here rather than shown with a dead button.
 */
final class WorkflowMessage {
  /** The documented limit of a message. */
  static final int LIMIT_BYTES = 28 * 1024;

  private static final String CARD = "application/vnd.microsoft.card.adaptive";
  private static final List<String> ACTIONS =
      List.of("Action.OpenUrl", "Action.ShowCard", "Action.ToggleVisibility");
  private static final ObjectMapper JSON = new ObjectMapper();

  private WorkflowMessage() {}

  /**
   * The cards of a message.
   *
   * @throws IllegalArgumentException when it is no message of adaptive cards, with the reason
   */
  static List<JsonNode> cards(String body) {
    JsonNode message = parse(body);
    require(message.path("type").asText().equals("message"), "\"type\" must be \"message\"");
    JsonNode attachments = message.path("attachments");
    require(attachments.isArray() && !attachments.isEmpty(), "\"attachments\" must not be empty");
    List<JsonNode> cards = new ArrayList<>();
    for (JsonNode attachment : attachments) {
      require(
          attachment.path("contentType").asText().equals(CARD),
          "an attachment's \"contentType\" must be \"" + CARD + "\"");
      cards.add(card(attachment.path("content")));
    }
    return cards;
  }

  private static JsonNode card(JsonNode card) {
    require(
        card.path("type").asText().equals("AdaptiveCard"),
        "a card's \"type\" must be \"AdaptiveCard\"");
    require(
        card.path("version").asText().matches("1\\.[0-5]"),
        "a card's \"version\" must be one of 1.0 to 1.5");
    require(card.path("body").isArray(), "a card's \"body\" must be an array");
    for (JsonNode type : card.findValues("type")) {
      String name = type.asText();
      require(
          !name.startsWith("Action.") || ACTIONS.contains(name),
          name + " does not work on a card that a webhook posts; what works is " + ACTIONS);
    }
    return card;
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException("Not a message of adaptive cards: " + otherwise);
    }
  }
}
