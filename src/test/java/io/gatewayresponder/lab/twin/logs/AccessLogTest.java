package io.gatewayresponder.lab.twin.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import io.gatewayresponder.lab.twin.servers.Answer;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What traffic leaves in the access log, and where. */
class AccessLogTest {
  private static final String FAILURES =
      "AGWAccessLogs | where HttpStatus >= 500 | summarize Requests=count() by HttpStatus, ServerStatus,"
          + " ErrorInfo, ServerRouted, Latency=bin(ServerResponseLatency, 1.0) | order by ServerRouted asc";

  private final LoggedShop shop = new LoggedShop();

  @Test
  void every_request_is_in_the_log_once() {
    shop.pass(Duration.ofMinutes(10));
    // Twenty requests a second; what is younger than the ingestion takes is not there yet.
    assertEquals(
        "[[\"10.20.1.4:8080\",200,200,4800],[\"10.20.1.5:8080\",200,200,4800]]",
        shop.ask(
            "AGWAccessLogs | summarize count() by ServerRouted, HttpStatus, ServerStatus | order by"
                + " ServerRouted asc"));
    assertEquals(
        "[[\"shop\",\"shop-rule\",\"web-pool\",\"web-http\",\"/\",\"GET\",\"ERRORINFO_NO_ERROR\",0.02]]",
        shop.ask(
            "AGWAccessLogs | distinct ListenerName, RuleName, BackendPoolName, BackendSettingName,"
                + " RequestUri, HttpMethod, ErrorInfo, ServerResponseLatency"));
  }

  @Test
  void parts_of_requests_add_up_to_whole_ones() {
    shop.causes.load().set(LoggedShop.GATEWAY, "", "/", 0.05);
    shop.pass(Duration.ofMinutes(22));
    long found =
        shop.ask(LoggedShop.WORKSPACE, "AGWAccessLogs | count", "")
            .at("/tables/0/rows/0/0")
            .asLong();
    assertTrue(found >= 58 && found <= 60, "0.05 a second for twenty minutes are 60, not " + found);
  }

  @Test
  void a_fresh_record_is_not_there_yet() {
    shop.pass(Duration.ofSeconds(90));
    assertEquals("[[0]]", shop.ask("AGWAccessLogs | count"));
    shop.settle();
    assertTrue(!shop.ask("AGWAccessLogs | count").equals("[[0]]"));
  }

  @Test
  void without_a_live_server_there_is_neither_status_nor_latency_nor_server() {
    shop.causes.backends().setListening("10.20.1.4", 8080, false);
    shop.causes.backends().setListening("10.20.1.5", 8080, false);
    shop.pass(Duration.ofMinutes(5));
    shop.settle();
    String last =
        shop.ask(
            "AGWAccessLogs | where TimeGenerated > ago(4m) | summarize count() by HttpStatus,"
                + " ServerStatus, ErrorInfo, ServerRouted, ServerResponseLatency");
    assertEquals("[[502,null,\"ERRORINFO_UPSTREAM_NO_LIVE\",\"\",0.0,2400]]", last);
  }

  @Test
  void a_time_out_lasts_as_long_as_the_setting_allows() {
    shop.answer("/", new Answer(200, Duration.ofMinutes(2)));
    shop.pass(Duration.ofMinutes(1));
    shop.settle();
    JsonNode row = shop.ask(LoggedShop.WORKSPACE, FAILURES, "").at("/tables/0/rows/0");
    assertEquals(
        "[504,null,\"ERRORINFO_UPSTREAM_TIMED_OUT\",\"10.20.1.4:8080\",30.0",
        row.toString().replaceFirst(",[^,]*$", ""));
    assertTrue(row.path(5).asLong() > 0);
  }

  @Test
  void the_first_generation_answers_a_time_out_with_502() {
    shop.gateway("sku", "Standard");
    shop.answer("/", new Answer(200, Duration.ofMinutes(2)));
    shop.pass(Duration.ofMinutes(1));
    shop.settle();
    assertTrue(
        shop.ask(FAILURES).startsWith("[[502,null,\"ERRORINFO_UPSTREAM_TIMED_OUT\""),
        shop.ask(FAILURES));
  }

  @Test
  void an_error_that_a_server_made_itself_is_none_of_the_gateway_s() {
    shop.answer("/", new Answer(503, Duration.ofSeconds(2)));
    shop.pass(Duration.ofMinutes(1));
    shop.settle();
    assertTrue(
        shop.ask(FAILURES).startsWith("[[503,503,\"ERRORINFO_NO_ERROR\",\"10.20.1.4:8080\",2.0,"),
        shop.ask(FAILURES));
  }

  @Test
  void a_server_that_breaks_off_is_told_apart_and_its_probes_may_go_on() {
    shop.answer("/", Answer.CLOSING);
    shop.pass(Duration.ofMinutes(3));
    assertEquals(
        "Healthy",
        shop.causes
            .health()
            .backendHealth(LoggedShop.GATEWAY)
            .at("/backendAddressPools/0/backendHttpSettingsCollection/0/servers/0/health")
            .asText());
    shop.settle();
    assertTrue(
        shop.ask(FAILURES)
            .startsWith(
                "[[502,null,\"ERRORINFO_UPSTREAM_CLOSED_CONNECTION\",\"10.20.1.4:8080\",0.0,"),
        shop.ask(FAILURES));
    shop.answer("/health", Answer.CLOSING);
    shop.pass(Duration.ofMinutes(3));
    assertEquals(
        "Unhealthy",
        shop.causes
            .health()
            .backendHealth(LoggedShop.GATEWAY)
            .at("/backendAddressPools/0/backendHttpSettingsCollection/0/servers/0/health")
            .asText());
  }

  @Test
  void the_older_table_has_other_columns_and_only_those_that_a_record_carried() {
    shop.logInto(LoggedShop.WORKSPACE, false, true);
    shop.causes.backends().setListening("10.20.1.4", 8080, false);
    shop.causes.backends().setListening("10.20.1.5", 8080, false);
    shop.pass(Duration.ofMinutes(1));
    shop.settle();
    assertEquals(
        "[[502.0,\"0.000\",\"ERRORINFO_UPSTREAM_NO_LIVE\",\""
            + LoggedShop.GATEWAY.toUpperCase(Locale.ROOT)
            + "\"]]",
        shop.ask(
            "AzureDiagnostics | where Category == 'ApplicationGatewayAccessLog' and ResourceId =~ '"
                + LoggedShop.GATEWAY
                + "' | distinct httpStatus_d, serverResponseLatency_s, error_info_s, ResourceId"));
    String carried = "AzureDiagnostics | distinct serverStatus_s";
    assertThrows(ArmError.class, () -> shop.ask(carried));
    shop.causes.backends().setListening("10.20.1.4", 8080, true);
    shop.pass(Duration.ofMinutes(3));
    shop.settle();
    assertEquals("[[\"\"],[\"200\"]]", shop.ask(carried));
  }

  @Test
  void rows_are_where_the_setting_pointed_when_they_were_written() {
    shop.estate.put(LogDocuments.workspace(LoggedShop.OTHER_WORKSPACE, "westeurope"));
    shop.pass(Duration.ofMinutes(5));
    shop.logInto(LoggedShop.WORKSPACE, false, true);
    shop.pass(Duration.ofMinutes(5));
    shop.logInto(LoggedShop.OTHER_WORKSPACE, true, true);
    shop.pass(Duration.ofMinutes(5));
    shop.logInto(LoggedShop.OTHER_WORKSPACE, true, false);
    shop.pass(Duration.ofMinutes(5));
    assertEquals("[[6000]]", shop.ask("AGWAccessLogs | count"));
    assertEquals("[[6000]]", shop.ask("AzureDiagnostics | count"));
    String count = "AGWAccessLogs | count";
    assertEquals("[[6000]]", LoggedShop.rows(shop.ask(LoggedShop.OTHER_WORKSPACE, count, "")));
  }

  @Test
  void a_workspace_that_is_gone_gets_nothing() {
    shop.estate.remove(LoggedShop.WORKSPACE);
    shop.pass(Duration.ofMinutes(5));
    assertEquals("[[0]]", shop.ask("AGWAccessLogs | count"));
  }

  @Test
  void the_time_span_of_a_request_hides_the_rest() {
    shop.pass(Duration.ofMinutes(10));
    String count = "AGWAccessLogs | count";
    String span = shop.now().minusSeconds(300) + "/" + shop.now();
    assertEquals("[[3600]]", LoggedShop.rows(shop.ask(LoggedShop.WORKSPACE, count, span)));
    assertEquals("[[3600]]", LoggedShop.rows(shop.ask(LoggedShop.WORKSPACE, count, "PT5M")));
    assertThrows(ArmError.class, () -> shop.ask(LoggedShop.WORKSPACE, count, "for ever"));
  }

  /** As the responder asks: both tables, though only one may be there. */
  @Test
  void one_question_is_answered_from_both_tables() {
    String gateway = LoggedShop.GATEWAY.toUpperCase(Locale.ROOT);
    String question =
        """
        union isfuzzy=true
          (AGWAccessLogs | where TimeGenerated > ago(1h) | where _ResourceId =~ '%s'
            | project Table='AGWAccessLogs', HttpStatus=toint(HttpStatus),
              ServerStatus=tostring(ServerStatus), ErrorInfo=tostring(column_ifexists('ErrorInfo','')),
              Latency=todouble(ServerResponseLatency)),
          (AzureDiagnostics | where TimeGenerated > ago(1h) | where ResourceId =~ '%s'
            | project Table='AzureDiagnostics', HttpStatus=toint(httpStatus_d),
              ServerStatus=tostring(column_ifexists('serverStatus_s','')),
              ErrorInfo=tostring(column_ifexists('error_info_s','')),
              Latency=todouble(column_ifexists('serverResponseLatency_s','')))
        | extend Fails = HttpStatus >= 500
        | summarize Requests=count() by Table, HttpStatus=iff(Fails, HttpStatus, 0),
            ServerStatus=iff(Fails, ServerStatus, ''), ErrorInfo=iff(Fails, ErrorInfo, ''),
            LatencySeconds=iff(Fails, bin(Latency, 1.0), 0.0)
        | top 500 by Requests
        """
            .formatted(gateway, gateway);
    shop.pass(Duration.ofMinutes(5));
    assertEquals("[[\"AGWAccessLogs\",0,\"\",\"\",0.0,3600]]", shop.ask(question));
    shop.logInto(LoggedShop.WORKSPACE, false, true);
    shop.answer("/", new Answer(500, Duration.ofMillis(2500)));
    shop.pass(Duration.ofMinutes(5));
    assertEquals(
        "[[\"AGWAccessLogs\",0,\"\",\"\",0.0,6000],"
            + "[\"AzureDiagnostics\",500,\"500\",\"ERRORINFO_NO_ERROR\",2.0,3600]]",
        shop.ask(question));
  }

  @Test
  void two_hours_are_kept() {
    shop.causes.load().set(LoggedShop.GATEWAY, "", "/", 1);
    shop.pass(Duration.ofHours(4));
    assertEquals(
        "[[\"2026-03-01T10:00:09.999Z\"]]",
        shop.ask("AGWAccessLogs | summarize min(TimeGenerated)"));
  }

  @Test
  void more_rows_than_there_is_room_for_are_cut_and_that_is_said() {
    shop.pass(Duration.ofMinutes(15));
    JsonNode answer = shop.ask(LoggedShop.WORKSPACE, "AGWAccessLogs | project HttpStatus", "");
    assertEquals(10_000, answer.at("/tables/0/rows").size());
    assertEquals("PartialError", answer.at("/error/code").asText());
  }
}
