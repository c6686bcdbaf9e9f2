package io.gatewayresponder.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;

/**
 * App Service apps. They are listed by subscription, since a pool names an app by a host name and
 * not by an id; who may reach one, and by which names, is in documents of its own ({@code
 * siteConfig} in the app's document has them as null).
 */
final class WebLook {
  /** What the app's settings and bindings are read by; newer versions change neither. */
  static final String API = "2023-12-01";

  /** An App Service plan holds some dozens of apps, a page about a hundred of them. */
  static final int MAX_PAGES = 20;

  private WebLook() {}

  static Look<JsonNode> apps(ArmCalls calls, String what, String subscription) {
    String path = "/subscriptions/" + subscription + "/providers/Microsoft.Web/sites";
    return Pages.all(calls, what, calls.address(path, "api-version=" + API), MAX_PAGES);
  }

  static Look<JsonNode> restrictions(ArmCalls calls, String what, ResourceId app) {
    return ArmCalls.look(what, calls.get(calls.address(app, "/config/web", API)));
  }

  static Look<JsonNode> bindings(ArmCalls calls, String what, ResourceId app) {
    return Pages.all(calls, what, calls.address(app, "/hostNameBindings", API), MAX_PAGES);
  }
}
