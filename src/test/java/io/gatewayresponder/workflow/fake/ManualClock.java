package io.gatewayresponder.workflow.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to go on. */
public final class ManualClock extends Clock {
  private Instant now = Instant.parse("2026-11-20T03:00:00Z");

  public void advance(Duration by) {
    now = now.plus(by);
  }

  /** Goes on to this time; never back. */
  public void advanceTo(Instant time) {
    now = time.isAfter(now) ? time : now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants only");
  }

  @Override
  public Instant instant() {
    return now;
  }
}
