package io.gatewayresponder.lab.twin.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TwinClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Wall wall = new Wall();

  @Test
  void time_runs_faster_and_never_jumps_when_the_speed_changes() {
    TwinClock clock = new TwinClock(wall, 60);
    wall.now = START.plusSeconds(2);
    assertEquals(START.plusSeconds(120), clock.instant());
    clock.setSpeed(1);
    assertEquals(START.plusSeconds(120), clock.instant());
    wall.now = START.plusSeconds(5);
    assertEquals(START.plusSeconds(123), clock.instant());
  }

  @Test
  void a_simulated_minute_is_a_second_of_the_wall_at_speed_sixty() {
    TwinClock clock = new TwinClock(wall, 60);
    assertEquals(Duration.ofSeconds(1), clock.toWall(Duration.ofMinutes(1)));
    assertEquals(Duration.ofMillis(1), clock.toWall(Duration.ofMillis(1)));
    assertEquals(Duration.ZERO, clock.toWall(Duration.ZERO));
  }

  private static final class Wall extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
