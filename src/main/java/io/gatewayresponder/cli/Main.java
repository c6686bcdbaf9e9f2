package io.gatewayresponder.cli;

import io.gatewayresponder.azure.UserSight;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Map;
import java.util.logging.LogManager;

/**
 * The terminal's entry point; of this package the only class that constructs what talks to Azure.
 */
public final class Main {
  private Main() {}

  /** Diagnoses and ends the process with the exit code. */
  public static void main(String[] arguments) {
    silenceLogs();
    useSystemProxies();
    Map<String, String> environment = System.getenv();
    Terminal terminal = Terminal.detect(environment);
    Clock clock = Clock.systemUTC();
    Eyes eyes =
        (gateway, places) ->
            UserSight.open(
                gateway,
                new UserSight.From(
                    places.arm(), places.logs(), places.token(), places.handshakes()),
                clock);
    int code =
        new DiagnoseCommand(eyes, environment, terminal, clock)
            .commandLine()
            .setOut(writer(FileDescriptor.out, terminal.charset()))
            .setErr(writer(FileDescriptor.err, terminal.charset()))
            .execute(arguments);
    System.exit(code);
  }

  /** What the libraries warn of is said in our own words, unless somebody configured logging. */
  private static void silenceLogs() {
    if (System.getProperty("java.util.logging.config.file") == null) {
      LogManager.getLogManager().reset();
    }
  }

  /** People at desks have proxies; HTTPS_PROXY and the system's own count unless Java is told. */
  private static void useSystemProxies() {
    String property = "java.net.useSystemProxies";
    if (System.getProperty(property) == null) {
      System.setProperty(property, "true");
    }
  }

  private static PrintWriter writer(FileDescriptor stream, Charset charset) {
    return new PrintWriter(new FileOutputStream(stream), true, charset);
  }
}
