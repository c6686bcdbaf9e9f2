package io.gatewayresponder.lab;

import io.gatewayresponder.lab.scenario.Narrator;
import io.gatewayresponder.lab.scenario.Scenario;
import io.gatewayresponder.lab.scenario.ScenarioRun;
import io.gatewayresponder.lab.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The lab's command: starts everything and stays, or plays one scenario and ends. */
public final class Lab {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  /** Kept, because the log manager forgets loggers that nobody holds. */
  private static final Logger SDK = Logger.getLogger("com.azure");

  private Lab() {}

  /**
   * Starts a lab in this process; the app runs in a child process.
   *
   * @throws LabProblem for what a person can put right: a taken port, no packaged app
   */
  public static RunningLab start(LabOptions options) {
    return LabStart.start(options);
  }

  /**
   * Reads {@code lab.app}, {@code lab.dir}, {@code lab.scenario}, {@code lab.approve} and {@code
   * lab.options}. Ends with 0 when a scenario went as it should, 1 when it did not, 2 for wrong
   * use.
   */
  public static void main(String[] args) throws InterruptedException {
    SDK.setLevel(Level.SEVERE);
    System.exit(run());
  }

  private static int run() throws InterruptedException {
    try {
      String options = property("lab.options");
      if (options.equals("help")) {
        System.out.print(LabSetting.help());
        System.out.print(Scenarios.help());
        return 0;
      }
      Optional<Scenario> scenario =
          Optional.of(property("lab.scenario")).filter(name -> !name.isEmpty()).map(Lab::scenario);
      boolean approve = scenario.isPresent() && approves();
      LabOptions chosen =
          LabOptions.parse(Path.of(property("lab.app")), Path.of(property("lab.dir")), options);
      return scenario.isPresent() ? play(chosen, scenario.get(), approve) : stay(chosen);
    } catch (LabProblem problem) {
      System.err.println(problem.getMessage());
      return WRONG_USE;
    }
  }

  private static Scenario scenario(String name) {
    return Scenarios.find(name)
        .orElseThrow(
            () -> new LabProblem("There is no scenario " + name + ".\n" + Scenarios.help()));
  }

  private static boolean approves() {
    String answer = property("lab.approve").toLowerCase(Locale.ROOT);
    return switch (answer) {
      case "yes" -> true;
      case "no" -> false;
      default ->
          throw new LabProblem(
              "A scenario needs -Dlab.approve=yes or -Dlab.approve=no"
                  + (answer.isEmpty() ? "." : ", not " + answer + "."));
    };
  }

  private static int play(LabOptions options, Scenario scenario, boolean approve) {
    Narrator narrator = new Narrator(System.out);
    narrator.say("starting the lab");
    try (RunningLab lab = startWithHook(options)) {
      return new ScenarioRun(lab, scenario, approve, narrator).play() ? 0 : FAILED;
    }
  }

  private static int stay(LabOptions options) throws InterruptedException {
    System.out.println("Starting the lab...");
    long start = System.nanoTime();
    try (RunningLab lab = startWithHook(options)) {
      System.out.println(
          Banner.of(lab, Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0));
      new CountDownLatch(1).await();
      return 0;
    }
  }

  /** However we end, by Ctrl-C or with whoever started us, everything that we started ends, too. */
  private static RunningLab startWithHook(LabOptions options) {
    RunningLab lab = start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "lab-end"));
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent -> {
              var unused = parent.onExit().thenRun(() -> System.exit(FAILED));
            });
    return lab;
  }

  /** Maven passes a property that was not set as an empty one, or as its own name. */
  private static String property(String name) {
    String value = System.getProperty(name, "").strip();
    return value.startsWith("${") ? "" : value;
  }
}
