package io.gatewayresponder.lab.storage;

import io.gatewayresponder.lab.process.ChildProcess;
import io.gatewayresponder.lab.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Azurite's table service. Its data is in a directory, so that it survives when the service is
 * stopped and started again.
 */
public final class TableStorage implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /** The emulator's account and key are public: Microsoft documents them. */
  private static final String ACCOUNT = "devstoreaccount1";

  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private final Path nodeFolder;
  private final Path directory;
  private final int port;
  private @Nullable ChildProcess process;

  private TableStorage(Path nodeFolder, Path directory, int port) {
    this.nodeFolder = nodeFolder;
    this.directory = directory;
    this.port = port;
  }

  /**
   * Starts the service.
   *
   * @param nodeFolder where the lab's npm packages are
   * @param directory for the log and, below it, the data
   * @param port 0 takes a free one
   */
  public static TableStorage start(Path nodeFolder, Path directory, int port) {
    TableStorage storage = new TableStorage(nodeFolder, directory, Ports.claim(port));
    storage.start();
    return storage;
  }

  public int port() {
    return port;
  }

  public String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;TableEndpoint=http://127.0.0.1:%d/%s;"
        .formatted(ACCOUNT, KEY, port, ACCOUNT);
  }

  /** Starts the service again, with its data; nothing happens when it runs. */
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    process =
        ChildProcess.start(
            List.of(
                "node",
                nodeFolder.resolve("tables.mjs").toString(),
                Integer.toString(port),
                directory.resolve("tables").toString()),
            Map.of(),
            directory.resolve("tables.log"),
            "Azurite Table service successfully started",
            START_LIMIT);
  }

  /** Stops the service; requests are refused until it is started again. The data stays. */
  public synchronized void stop() {
    if (process != null) {
      process.stop();
    }
  }

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  @Override
  public void close() {
    stop();
  }
}
