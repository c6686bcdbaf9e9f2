package io.gatewayresponder.lab.teams;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.web.Answer;
import io.gatewayresponder.lab.web.LoopbackServer;
import io.gatewayresponder.lab.web.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A Teams channel: cards come in through a workflow webhook, and a page shows them, newest first,
 * drawn by Microsoft's own renderer.
 */
public final class TeamsChannel implements AutoCloseable {
  /** Larger than a message may be, so that we can say that it is too large. */
  private static final long BODY_LIMIT_BYTES = 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path renderer;
  private final Clock clock;
  private final List<Post> posts = new ArrayList<>();
  private final LoopbackServer server;

  /** One card and when it came. */
  public record Post(int number, Instant at, JsonNode card) {}

  private TeamsChannel(Path nodeFolder, int port, Clock clock) {
    this.renderer = nodeFolder.resolve("node_modules/adaptivecards/dist/adaptivecards.js");
    this.clock = clock;
    this.server = LoopbackServer.start("teams", port, BODY_LIMIT_BYTES, this::answer);
  }

  /**
   * Opens the channel.
   *
   * @param nodeFolder where the lab's npm packages are
   * @param port 0 takes a free one
   */
  public static TeamsChannel start(Path nodeFolder, int port, Clock clock) {
    return new TeamsChannel(nodeFolder, port, clock);
  }

  public int port() {
    return server.port();
  }

  /** The channel's page. */
  public String url() {
    return server.url() + "/";
  }

  /** Where cards are posted. */
  public String webhookUrl() {
    return server.url() + "/workflow";
  }

  /** What was posted, oldest first. */
  public synchronized List<Post> posts() {
    return List.copyOf(posts);
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) throws IOException {
    return switch (request.method() + " " + request.path()) {
      case "POST /workflow" -> post(request);
      case "GET /" -> Answer.html(200, page());
      case "GET /cards" -> Answer.json(200, cards());
      case "GET /adaptivecards.js" ->
          new Answer(
              200,
              Map.of("Content-Type", "text/javascript", "Cache-Control", "max-age=3600"),
              Files.readAllBytes(renderer));
      default ->
          Answer.error(404, "There are POST /workflow, GET / (the page) and GET /cards here");
    };
  }

  private Answer post(Request request) {
    if (request.body().length > WorkflowMessage.LIMIT_BYTES) {
      return Answer.error(
          413,
          "Request Entity too large: %d bytes, a message may have %d"
              .formatted(request.body().length, WorkflowMessage.LIMIT_BYTES));
    }
    List<JsonNode> cards = WorkflowMessage.cards(request.text());
    synchronized (this) {
      for (JsonNode card : cards) {
        posts.add(new Post(posts.size() + 1, clock.instant(), card));
      }
    }
    return Answer.empty(202);
  }

  private ObjectNode cards() {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode array = body.putArray("cards");
    for (Post post : posts()) {
      ObjectNode entry = array.addObject();
      entry.put("number", post.number()).put("at", post.at().toString());
      entry.set("card", post.card());
    }
    return body;
  }

  private static String page() throws IOException {
    try (InputStream page = TeamsChannel.class.getResourceAsStream("channel.html")) {
      return new String(
          Objects.requireNonNull(page, "channel.html is missing from the lab's resources")
              .readAllBytes(),
          UTF_8);
    }
  }
}
