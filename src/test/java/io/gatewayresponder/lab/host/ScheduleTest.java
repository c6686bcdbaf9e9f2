package io.gatewayresponder.lab.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {
  @ParameterizedTest
  @CsvSource({
    "*/10 * * * * *,       2026-11-23T10:00:00, 2026-11-23T10:00:10",
    "0 */2 * * * *,        2026-11-23T10:00:59, 2026-11-23T10:02:00",
    "5/20 * * * * *,       2026-11-23T10:00:26, 2026-11-23T10:00:45",
    "0 0 9-17 * * MON-FRI, 2026-11-20T17:30:00, 2026-11-23T09:00:00",
    "'0 0 0 1,15 * *',     2026-11-16T00:00:00, 2026-12-01T00:00:00",
    "0 0 0 29 FEB *,       2026-11-23T00:00:00, 2028-02-29T00:00:00",
    "0 0 0 * * 7,          2026-11-23T00:00:00, 2026-11-29T00:00:00",
  })
  void the_next_moment_is_the_first_that_matches_every_field(
      String schedule, LocalDateTime after, LocalDateTime next) {
    assertEquals(next, Schedule.parse(schedule).next(after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"* * * * *", "60 * * * * *", "a * * * * *", "*/0 * * * * *", "9-3 * * * * *"})
  void what_is_no_schedule_is_refused(String schedule) {
    assertThrows(IllegalArgumentException.class, () -> Schedule.parse(schedule));
  }

  @Test
  void a_day_that_never_comes_is_noticed() {
    Schedule never = Schedule.parse("0 0 0 31 2 *");
    LocalDateTime now = LocalDateTime.parse("2026-11-23T10:00:00");
    assertThrows(IllegalStateException.class, () -> never.next(now));
  }
}
