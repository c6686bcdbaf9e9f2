package io.gatewayresponder.lab.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.gatewayresponder.lab.process.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host as a process: killed, started again, and gone when it should be. */
final class HostProcessIT {
  @Test
  void a_killed_host_comes_back_at_its_address(@TempDir Path directory) throws Exception {
    ProcessHandle second;
    try (HostProcess host = host(directory, "echo")) {
      host.start();
      assertEquals(202, status(host));
      long first = host.pid().orElseThrow();

      host.kill();
      assertFalse(host.isRunning());
      assertThrows(IOException.class, () -> status(host));

      host.start();
      assertEquals(202, status(host));
      second = ProcessHandle.of(host.pid().orElseThrow()).orElseThrow();
      assertTrue(second.pid() != first);
    }
    assertFalse(second.isAlive());
  }

  @Test
  void a_host_that_cannot_start_says_why(@TempDir Path directory) throws Exception {
    try (HostProcess host = host(directory, "noSuchMethod")) {
      IllegalStateException error = assertThrows(IllegalStateException.class, host::start);
      assertTrue(String.valueOf(error.getMessage()).contains("noSuchMethod"), error.getMessage());
    }
  }

  private static int status(HostProcess host) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(host.url() + "/api/things/1"))
                .timeout(Duration.ofSeconds(10))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  private static HostProcess host(Path directory, String method) throws IOException {
    Path app = Files.createDirectories(directory.resolve("app"));
    Path folder = new SampleApp(app).http("Echo", method, "things/{id}", "ANONYMOUS").folder();
    writeJar(folder.resolve("app.jar"));
    return new HostProcess(
        new HostProcess.Configuration(
            folder, Ports.claim(0), "secret", List.of(), Map.of(), List.of(), directory));
  }

  /** As a deployed app's jar it names the injector. */
  private static void writeJar(Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      entries.putNextEntry(
          new JarEntry("META-INF/services/" + FunctionInstanceInjector.class.getName()));
      entries.write(SampleInjector.class.getName().getBytes(UTF_8));
      entries.closeEntry();
    }
  }
}
