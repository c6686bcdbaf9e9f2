package io.gatewayresponder.lab.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableClientBuilder;
import com.azure.data.tables.models.TableEntity;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableStorageIT {
  @Test
  void an_outage_refuses_requests_and_loses_nothing(@TempDir Path directory) {
    try (TableStorage storage = TableStorage.start(Path.of("src/lab/node"), directory, 0)) {
      TableClient table =
          new TableClientBuilder()
              .connectionString(storage.connectionString())
              .tableName("things")
              .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
              .buildClient();
      table.createTable();
      table.createEntity(new TableEntity("p", "r").addProperty("n", 42));

      storage.stop();
      assertFalse(storage.isRunning());
      assertThrows(RuntimeException.class, () -> table.getEntity("p", "r"));

      storage.start();
      assertEquals(42, table.getEntity("p", "r").getProperty("n"));
    }
  }
}
