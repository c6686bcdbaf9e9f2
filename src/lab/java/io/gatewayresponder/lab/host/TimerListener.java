package io.gatewayresponder.lab.host;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Calls one function by its schedule, in UTC; a run that takes longer delays the next. */
final class TimerListener implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("host.timer");

  private final String function;
  private final Schedule schedule;
  private final EntryPoint entryPoint;
  private final Clock clock;
  private final Thread thread;

  TimerListener(String function, Schedule schedule, EntryPoint entryPoint, Clock clock) {
    this.function = function;
    this.schedule = schedule;
    this.entryPoint = entryPoint;
    this.clock = clock;
    this.thread = new Thread(this::run, "timer-" + function);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    LocalDateTime last = now();
    while (true) {
      LocalDateTime next = schedule.next(last);
      try {
        Thread.sleep(Math.max(0, Duration.between(now(), next).toMillis()));
      } catch (InterruptedException e) {
        return;
      }
      call(last, next);
      LocalDateTime finished = now();
      last = finished.isAfter(next) ? finished : next;
    }
  }

  private void call(LocalDateTime last, LocalDateTime next) {
    String body =
        "{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":{\"Last\":\"%sZ\",\"Next\":\"%sZ\",\"LastUpdated\":\"%sZ\"},\"IsPastDue\":false}"
            .formatted(last, schedule.next(next), last);
    try {
      Object unused =
          entryPoint.call(new EntryPoint.Call(body, Map.of(), HostContext.of(function)));
    } catch (Exception e) {
      LOG.log(Level.SEVERE, e, () -> "Executed 'Functions." + function + "' (Failed)");
    }
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
