package io.gatewayresponder.lab.twin.causes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.estate.ArmError;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The metrics operation: its shapes, and what load and health leave in it. */
class MetricsTest {

  private final Shop shop = new Shop();

  @Test
  void a_dimension_splits_the_answer_and_is_named_in_lower_case() {
    shop.pass(Duration.ofMinutes(3));
    JsonNode metric = ask("FailedRequests", "$filter", "BackendSettingsPool eq '*'");
    assertEquals("Microsoft.Insights/metrics", metric.path("type").asText());
    JsonNode series = metric.path("timeseries");
    assertEquals(1, series.size());
    assertEquals("backendsettingspool", series.at("/0/metadatavalues/0/name/value").asText());
    assertEquals("web-pool~web-http", series.at("/0/metadatavalues/0/value").asText());
  }

  @Test
  void a_minute_without_data_is_its_time_stamp_alone() {
    shop.pass(Duration.ofMinutes(2));
    JsonNode data = ask("FailedRequests", "timespan", "PT10M").at("/timeseries/0/data");
    assertEquals(11, data.size(), "a span that starts inside a minute begins with that minute");
    assertEquals(1, data.path(0).size());
    assertTrue(data.path(9).has("total"));
    assertFalse(data.path(10).has("total"), "the minute under way is not published");
  }

  @Test
  void no_data_at_all_is_no_series() {
    assertEquals(0, ask("FailedRequests", "timespan", "PT10M").path("timeseries").size());
  }

  @Test
  void a_longer_interval_adds_the_minutes_up() {
    shop.pass(Duration.ofMinutes(12));
    JsonNode data =
        shop.causes
            .metrics()
            .metrics(
                Shop.GATEWAY,
                Map.of(
                    "metricNames", "TotalRequests",
                    "timespan", "2026-03-01T08:05:00Z/2026-03-01T08:10:00Z",
                    "interval", "PT5M",
                    "aggregation", "Total,Count"))
            .at("/value/0/timeseries/0/data");
    assertEquals(1, data.size());
    assertEquals(6000.0, data.at("/0/total").asDouble());
    assertTrue(data.at("/0/count").asDouble() > 0);
  }

  @Test
  void an_unknown_metric_is_refused_flatly_and_one_that_is_not_simulated_is_named() {
    ArmError unknown = assertThrows(ArmError.class, () -> ask("Nonsense", "timespan", "PT1H"));
    assertEquals(400, unknown.status());
    assertEquals("BadRequest", unknown.body().path("code").asText());
    ArmError elsewhere = assertThrows(ArmError.class, () -> ask("ClientRtt", "timespan", "PT1H"));
    assertEquals(501, elsewhere.status());
  }

  @Test
  void rubbish_in_the_parameters_is_a_bad_request() {
    for (String[] pair :
        new String[][] {
          {"timespan", "yesterday"},
          {"timespan", "2026-01-02T00:00:00Z/2026-01-01T00:00:00Z"},
          {"timespan", "1900-01-01T00:00:00Z/2026-01-01T00:00:00Z"},
          {"interval", "PT1S"},
          {"interval", "often"},
          {"$filter", "Colour eq 'red'"},
          {"$filter", "drop table"}
        }) {
      ArmError refusal =
          assertThrows(ArmError.class, () -> ask("FailedRequests", pair[0], pair[1]), pair[1]);
      assertEquals(400, refusal.status(), pair[1]);
    }
  }

  @Test
  void answers_are_grouped_by_the_class_of_their_status() {
    shop.causes.load().set(Shop.GATEWAY, "", "/", 60);
    shop.pass(Duration.ofMinutes(2));
    JsonNode series =
        ask("ResponseStatus", "$filter", "HttpStatusGroup eq '2xx'").at("/timeseries/0/data");
    assertEquals(3600.0, series.path(series.size() - 2).path("total").asDouble());
    assertEquals(1.2, shop.points("CapacityUnits", "average", Duration.ofMinutes(1)).get(0), 0.001);
  }

  @Test
  void without_load_requests_are_absent_and_hosts_are_not() {
    shop.causes.load().set(Shop.GATEWAY, "", "/", 0);
    shop.pass(Duration.ofMinutes(3));
    assertEquals(0, ask("FailedRequests", "timespan", "PT1H").path("timeseries").size());
    assertEquals(1, ask("HealthyHostCount", "timespan", "PT1H").path("timeseries").size());
  }

  @Test
  void the_definitions_name_the_dimension() {
    JsonNode definitions =
        shop.causes.metrics().metricDefinitions(Shop.GATEWAY, Map.of()).path("value");
    assertEquals("FailedRequests", definitions.at("/1/name/value").asText());
    assertEquals("BackendSettingsPool", definitions.at("/1/dimensions/0/value").asText());
  }

  private JsonNode ask(String metric, String name, String value) {
    return shop.causes
        .metrics()
        .metrics(Shop.GATEWAY, Map.of("metricnames", metric, name, value))
        .at("/value/0");
  }
}
