package io.gatewayresponder.lab.host;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A packaged app of {@link SampleFunctions}, written as the functions plug-in writes one. */
record SampleApp(Path folder, BlockingQueue<String> seen) implements FunctionInstanceInjector {
  SampleApp(Path folder) throws IOException {
    this(folder, new LinkedBlockingQueue<>());
    Files.writeString(
        folder.resolve("host.json"),
        "{\"version\":\"2.0\",\"extensions\":{\"http\":{\"routePrefix\":\"api\"},"
            + "\"serviceBus\":{\"sessionIdleTimeout\":\"00:00:01\"}}}");
  }

  SampleApp with(String function, String method, String trigger) throws IOException {
    Path directory = Files.createDirectories(folder.resolve(function));
    Files.writeString(
        directory.resolve("function.json"),
        """
        {"scriptFile": "../app.jar", "entryPoint": "%s.%s", "bindings": [%s,
          {"type": "http", "direction": "out", "name": "$return"}]}
        """
            .formatted(SampleFunctions.class.getName(), method, trigger));
    return this;
  }

  SampleApp http(String function, String method, String route, String authLevel)
      throws IOException {
    return with(
        function,
        method,
        """
        {"type": "httpTrigger", "name": "request", "route": "%s", "methods": ["GET", "POST"],
         "authLevel": "%s"}
        """
            .formatted(route, authLevel));
  }

  @Override
  public <T> T getInstance(Class<T> type) {
    return type.cast(new SampleFunctions(seen));
  }
}
