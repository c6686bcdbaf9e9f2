package io.gatewayresponder.lab.control;

import io.gatewayresponder.lab.web.Answer;
import io.gatewayresponder.lab.web.LoopbackServer;
import io.gatewayresponder.lab.web.Request;
import java.util.List;

/** The control room's server: a table of routes, and a page that shows it. */
public final class ControlRoom implements AutoCloseable {
  private static final long BODY_LIMIT_BYTES = 1024 * 1024;

  private final List<ControlRoute> routes;
  private final LoopbackServer server;

  private ControlRoom(int port, List<ControlRoute> routes) {
    this.routes = List.copyOf(routes);
    this.server = LoopbackServer.start("control", port, BODY_LIMIT_BYTES, this::answer);
  }

  /**
   * Opens the room.
   *
   * @param port 0 takes a free one
   */
  public static ControlRoom open(int port, List<ControlRoute> routes) {
    return new ControlRoom(port, routes);
  }

  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }

  private Answer answer(Request request) throws Exception {
    if (request.method().equals("GET") && request.path().equals("/")) {
      return Answer.html(200, page());
    }
    for (ControlRoute route : routes) {
      if (route.path().equals(request.path()) && route.method().equals(request.method())) {
        return route.handler().answer(request);
      }
    }
    return unknown(request);
  }

  private Answer unknown(Request request) {
    List<String> methods =
        routes.stream()
            .filter(route -> route.path().equals(request.path()))
            .map(ControlRoute::method)
            .toList();
    if (!methods.isEmpty()) {
      return Answer.error(405, request.path() + " takes " + String.join(" or ", methods))
          .with("Allow", String.join(", ", methods));
    }
    return Answer.error(
        404,
        "There is no "
            + request.path()
            + " here; there are "
            + String.join(
                ", ", routes.stream().map(route -> route.method() + " " + route.path()).toList()));
  }

  private String page() {
    StringBuilder rows = new StringBuilder();
    for (ControlRoute route : routes) {
      String path = escape(route.path());
      String shown =
          route.method().equals("GET") ? "<a href=\"%s\">%s</a>".formatted(path, path) : path;
      rows.append(
          "<tr><td><code>%s %s</code><td>%s<td><code>%s</code>\n"
              .formatted(route.method(), shown, escape(route.about()), escape(route.example())));
    }
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Gateway Responder lab: control</title>
        <style>
          body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #222; }
          table { border-collapse: collapse; width: 100%%; }
          td { border-top: 1px solid #ddd; padding: .5rem .75rem .5rem 0; vertical-align: top; }
          code { font-size: 13px; overflow-wrap: anywhere; }
        </style>
        <h1>The lab's control room</h1>
        <p>What Azure Resource Manager can express is broken and mended there, as a person would. This is for the rest.
        Bodies are JSON: <code>curl -d '{…}' %s/…</code></p>
        <table>
        %s</table>
        </html>
        """
        .formatted(server.url(), rows);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
