package io.gatewayresponder.lab.twin.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The twin's time. Probe intervals, metric minutes and long-running operations are minutes long in
 * Azure; with a speed of 60 they are seconds here. The speed may change while the clock runs: the
 * time then goes on from where it is, it never jumps.
 */
public final class TwinClock extends Clock {
  private final Clock wall;
  private final ZoneId zone;
  private final Course course;

  /**
   * A clock that starts now and runs {@code speed} simulated seconds per second of the wall clock.
   */
  public TwinClock(double speed) {
    this(Clock.systemUTC(), speed);
  }

  /** As above, on a wall clock of the caller's. */
  public TwinClock(Clock wall, double speed) {
    this(wall, ZoneOffset.UTC, new Course(wall.instant(), speed));
  }

  private TwinClock(Clock wall, ZoneId zone, Course course) {
    this.wall = wall;
    this.zone = zone;
    this.course = course;
  }

  @Override
  public Instant instant() {
    return course.at(wall.instant());
  }

  /** Simulated seconds per second of the wall clock. */
  public double speed() {
    return course.speed();
  }

  /** Changes the pace from now on. */
  public void setSpeed(double speed) {
    course.turn(wall.instant(), speed);
  }

  /**
   * How long a simulated duration takes on the wall clock, at the present speed; at least one
   * millisecond unless zero.
   */
  public Duration toWall(Duration simulated) {
    if (simulated.isZero() || simulated.isNegative()) {
      return Duration.ZERO;
    }
    return Duration.ofNanos(Math.max(1_000_000L, (long) (simulated.toNanos() / speed())));
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new TwinClock(wall, other, course);
  }

  /** Where simulated time stood at a moment of wall time, and how fast it has run since. */
  private static final class Course {
    private Instant wallStart;
    private Instant simulatedStart;
    private double speed;

    Course(Instant start, double speed) {
      this.wallStart = start;
      this.simulatedStart = start;
      this.speed = positive(speed);
    }

    synchronized Instant at(Instant wallNow) {
      return simulatedStart.plusNanos(
          (long) (Duration.between(wallStart, wallNow).toNanos() * speed));
    }

    synchronized double speed() {
      return speed;
    }

    synchronized void turn(Instant wallNow, double newSpeed) {
      simulatedStart = at(wallNow);
      wallStart = wallNow;
      speed = positive(newSpeed);
    }

    private static double positive(double speed) {
      if (!(speed > 0)) {
        throw new IllegalArgumentException("A speed is positive, not " + speed);
      }
      return speed;
    }
  }
}
