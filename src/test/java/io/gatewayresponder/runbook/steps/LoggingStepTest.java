package io.gatewayresponder.runbook.steps;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.DiagnosticSettings;
import io.gatewayresponder.evidence.FakeSight;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;

class LoggingStepTest extends StepExamples<DiagnosticSettings> {
  static final String WORKSPACE =
      Shop.GROUP + "/providers/Microsoft.OperationalInsights/workspaces/shop-logs";

  LoggingStepTest() {
    super(new LoggingStep(), GATEWAY);
  }

  @Override
  void examples() {
    example("6a.1", "no setting at all", settings());
    example("6a.1", "a storage account", settings("{'properties':{'storageAccountId':'/a/b'}}"));
    example("6a.x1", "metrics only", settings(setting("'logs':[]")));
    example("6a.x1", "another log", settings(setting(log("category", "FirewallLog", true))));
    example("6a.x1", "switched off", settings(setting(log("category", ACCESS, false))));
    example(
        "6a.x1",
        "the access log goes to a storage account, and metrics to the workspace",
        settings(
            setting("'logs':[]"),
            "{'properties':{'storageAccountId':'/a/b'," + log("category", ACCESS, true) + "}}"));
    example("6a.2", "by category", settings(setting(log("category", ACCESS, true))));
    example("6a.2", "by group", settings(setting(log("categoryGroup", "allLogs", true))));
    example(
        "6a.2",
        "the second setting has it",
        settings(setting("'logs':[]"), setting(log("category", ACCESS, true))));
    example(
        "6a.2",
        "as the command line prints it",
        sight(bare(setting(log("category", ACCESS, true)))));
    example("6a.1", "an empty list of the command line's", sight(bare("")));
    example(
        "6a.x2",
        "forbidden",
        new Shop().sight().unreadable("diagnosticSettings", Look.Why.FORBIDDEN));
  }

  private static final String ACCESS = "ApplicationGatewayAccessLog";

  static FakeSight settings(String... settings) {
    return sight(Shop.json("{'value':[" + String.join(",", settings) + "]}"));
  }

  private static JsonNode bare(String setting) {
    return Shop.json("{'value':[" + setting + "]}").path("value");
  }

  private static FakeSight sight(JsonNode document) {
    return new Shop().sight().diagnosticSettings(new DiagnosticSettings(document));
  }

  private static String setting(String logs) {
    return "{'name':'to-logs','properties':{'workspaceId':'" + WORKSPACE + "'," + logs + "}}";
  }

  private static String log(String field, String name, boolean enabled) {
    return "'logs':[{'%s':'%s','enabled':%b}]".formatted(field, name, enabled);
  }
}
