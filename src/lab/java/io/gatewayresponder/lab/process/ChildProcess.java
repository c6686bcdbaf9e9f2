package io.gatewayresponder.lab.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that we start and that says a line when it is ready. Its output goes to a file. We hold
 * its standard input open and never write to it: it ends itself when that closes, which the
 * operating system sees to even when we are killed.
 */
public final class ChildProcess {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Process process;
  private final Path log;
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process and waits until it is ready.
   *
   * @param environment added to our own
   * @param log gets the process's output, after what is there already
   * @param readyMark the beginning of the line that says so
   * @throws IllegalStateException when it ends or stays silent instead, with its last words
   */
  public static ChildProcess start(
      List<String> command,
      Map<String, String> environment,
      Path log,
      String readyMark,
      Duration limit) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      ChildProcess child = new ChildProcess(builder.start(), log);
      Thread copier = new Thread(() -> child.copy(readyMark), "log of " + log.getFileName());
      copier.setDaemon(true);
      copier.start();
      child.awaitReady(limit);
      return child;
    } catch (IOException e) {
      throw new IllegalStateException("Cannot run " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** What the ready line said after its mark. */
  public String readyWord() {
    return ready.join();
  }

  /** Asks the process to end by closing its standard input, and makes it end after a grace. */
  public void stop() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  /** Ends the process at once, as a power cut would (SIGKILL), and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The end of a log file; nothing when there is no such file. */
  public static List<String> lastLines(Path log, int count) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of("(" + log + " cannot be read: " + e.getMessage() + ")");
    }
  }

  private void awaitReady(Duration limit) {
    try {
      String unused = ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill();
      throw failed("was not ready within " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw failed("ended instead of getting ready", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw failed("was given up", e);
    }
  }

  private IllegalStateException failed(String what, Exception cause) {
    return new IllegalStateException(
        log.getFileName()
            + ": the process "
            + what
            + ". Its last lines:\n  "
            + String.join("\n  ", lastLines(log, 15)),
        cause);
  }

  private void copy(String readyMark) {
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        BufferedWriter out =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (Optional<String> line = next(lines); line.isPresent(); line = next(lines)) {
        out.write(line.get());
        out.newLine();
        out.flush();
        if (line.get().startsWith(readyMark)) {
          ready.complete(line.get().substring(readyMark.length()).strip());
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(new UncheckedIOException(e));
    }
    ready.completeExceptionally(new IllegalStateException("The output ended"));
  }

  private static Optional<String> next(BufferedReader lines) throws IOException {
    try {
      return Optional.ofNullable(lines.readLine());
    } catch (IOException e) {
      // A killed process's pipe breaks instead of ending.
      return Optional.empty();
    }
  }
}
