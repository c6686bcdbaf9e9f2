package io.gatewayresponder.lab.scenario;

import java.io.PrintStream;
import java.time.Duration;

/** Prints what happens, with the time since the start. */
public final class Narrator {
  private final PrintStream out;
  private final long start = System.nanoTime();

  public Narrator(PrintStream out) {
    this.out = out;
  }

  public void say(String what) {
    Duration since = Duration.ofNanos(System.nanoTime() - start);
    out.printf(
        "%02d:%02d.%d  %s%n",
        since.toMinutes(), since.toSecondsPart(), since.toMillisPart() / 100, what);
  }

  /** A line that belongs to the one before. */
  void more(String what) {
    out.println("           " + what);
  }

  /** A headline. */
  void step(String what) {
    out.println();
    say("== " + what);
  }

  /** Lines as they are. */
  void quote(String lines) {
    lines.lines().forEach(this::more);
  }
}
