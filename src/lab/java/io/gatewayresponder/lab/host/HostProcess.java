package io.gatewayresponder.lab.host;

import io.gatewayresponder.lab.process.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions host as a child process: what runs there is the packaged app, on the class path of
 * its own folder. It can be killed at any moment and started again with the same configuration and
 * port.
 */
public final class HostProcess implements AutoCloseable {
  /** A cold start takes about 3 s; on a busy machine several times that. */
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private final Configuration configuration;
  private @Nullable ChildProcess process;

  /**
   * @param app the packaged app's folder
   * @param port of the front door
   * @param environment the app's settings; {@code LAB_FUNCTION_KEY} is the host's own
   * @param jvmArguments for example a trust store
   * @param directory where the log and the process id are written
   */
  public record Configuration(
      Path app,
      int port,
      String functionKey,
      List<Person> persons,
      Map<String, String> environment,
      List<String> jvmArguments,
      Path directory) {}

  public HostProcess(Configuration configuration) {
    this.configuration = configuration;
  }

  public String url() {
    return "http://127.0.0.1:" + configuration.port();
  }

  /** Starts the host and waits until it listens; nothing happens when it runs. */
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    process = ChildProcess.start(command(), environment(), log(), FunctionsHost.READY, START_LIMIT);
    try {
      Files.writeString(
          configuration.directory().resolve("host.pid"), Long.toString(process.pid()) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  public synchronized Optional<Long> pid() {
    return isRunning() ? Optional.ofNullable(process).map(ChildProcess::pid) : Optional.empty();
  }

  /** SIGKILL: nothing in the process gets a chance to tidy up. */
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      process.stop();
    }
  }

  public Path log() {
    return configuration.directory().resolve("host.log");
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(configuration.environment());
    environment.put(FunctionsHost.FUNCTION_KEY, configuration.functionKey());
    environment.put(FunctionsHost.PERSONS, Person.write(configuration.persons()));
    return environment;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the worker in Azure is started: only the quick compiler.
    command.add("-XX:+TieredCompilation");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dsun.net.httpserver.nodelay=true");
    command.add("-Djava.util.logging.SimpleFormatter.format=%1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
    command.addAll(configuration.jvmArguments());
    command.add("-Dlab.app=" + configuration.app());
    command.add("-Dlab.host.port=" + configuration.port());
    command.add("-classpath");
    command.add(classPath());
    command.add(FunctionsHost.class.getName());
    return command;
  }

  /** The app first, as deployed; then the lab, which brings the host itself and what that needs. */
  private String classPath() {
    String app = configuration.app().toString();
    return String.join(
        File.pathSeparator,
        jars(configuration.app()),
        app + File.separator + "lib" + File.separator + "*",
        System.getProperty("java.class.path"));
  }

  private static String jars(Path folder) {
    try (var entries = Files.list(folder)) {
      return String.join(
          File.pathSeparator,
          entries.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList());
    } catch (IOException e) {
      throw new IllegalStateException(
          "No packaged app in " + folder.toAbsolutePath() + ": run `mvn package`", e);
    }
  }
}
