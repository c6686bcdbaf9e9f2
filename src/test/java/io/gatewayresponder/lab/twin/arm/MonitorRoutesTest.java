package io.gatewayresponder.lab.twin.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MonitorRoutesTest {
  @Test
  void a_time_span_of_the_command_line_tool_is_decoded_and_taken_for_utc() {
    assertEquals(
        "2026-03-01T08:00:00.123Z/2026-03-01T09:00:00Z",
        MonitorRoutes.plainSpan("2026-03-01T08%3A00%3A00.123%2F2026-03-01T09%3A00%3A00"));
  }

  @Test
  void a_time_span_that_has_a_zone_or_is_a_length_stays() {
    for (String span :
        new String[] {
          "PT1H", "2026-03-01T08:00:00Z/PT1H", "2026-03-01T08:00:00+01:00/2026-03-01T09:00:00+01:00"
        }) {
      assertEquals(span, MonitorRoutes.plainSpan(span));
    }
  }
}
