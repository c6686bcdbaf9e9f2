package io.gatewayresponder.teams;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.workflow.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Posts cards to a Teams channel through a workflow ("when a Teams webhook request is received"). A
 * posted card cannot be changed, so every announcement is a new card.
 */
public final class TeamsChannel implements Ports.Announcer {
  /** A workflow accepts within a second or two; the outbox repeats what failed. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http;
  private final URI webhook;
  private final String baseUrl;

  /**
   * @param webhook the workflow's address; it holds a signature, so it is a secret and is never
   *     logged
   */
  public TeamsChannel(URI webhook, String baseUrl) {
    this.http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    this.webhook = webhook;
    this.baseUrl = baseUrl;
  }

  /**
   * @throws IllegalStateException when the workflow did not take the card; say again later
   */
  @Override
  public void announce(Incident incident) {
    HttpRequest request =
        HttpRequest.newBuilder(webhook)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(message(incident).toString()))
            .build();
    try {
      HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "the Teams workflow answered " + response.statusCode() + " to a card");
      }
    } catch (IOException e) {
      throw new IllegalStateException("the Teams workflow could not be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while posting a card", e);
    }
  }

  private ObjectNode message(Incident incident) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode attachment = json.objectNode();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    attachment.set("content", IncidentCard.of(incident, baseUrl));
    ObjectNode message = json.objectNode().put("type", "message");
    message.putArray("attachments").add(attachment);
    return message;
  }
}
