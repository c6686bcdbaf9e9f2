package io.gatewayresponder.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Context;
import com.azure.data.tables.TableClient;
import com.azure.data.tables.TableServiceClient;
import com.azure.data.tables.TableServiceClientBuilder;
import com.azure.data.tables.models.ListEntitiesOptions;
import com.azure.data.tables.models.TableEntity;
import com.azure.data.tables.models.TableErrorCode;
import com.azure.data.tables.models.TableServiceException;
import io.gatewayresponder.workflow.Ports;
import io.gatewayresponder.workflow.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The storage account's tables, each created when first used. Calls are short: whoever waits for
 * them has to answer Azure Monitor within seconds, and a clear "not now" in time is worth more than
 * a late success.
 */
final class TableAccount {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** Storage answers within 100 ms; a partition on the move within a second. */
  private static final Duration TRY_TIMEOUT = Duration.ofMillis(1500);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(150);

  /** With one more try beginning before it, a call is over within 3.2 s. */
  private static final Duration PATIENCE = Duration.ofMillis(1700);

  private static final int TRIES = 2;

  private static final int MAX_DETAIL = 300;

  private static final Set<TableErrorCode> LOST_RACE =
      Set.of(
          TableErrorCode.UPDATE_CONDITION_NOT_SATISFIED,
          TableErrorCode.ENTITY_ALREADY_EXISTS,
          TableErrorCode.RESOURCE_NOT_FOUND,
          TableErrorCode.ENTITY_NOT_FOUND);

  private final TableServiceClient service;
  private final Map<String, TableClient> tables = new ConcurrentHashMap<>();

  TableAccount(AzureSettings.Connection connection) {
    HttpClient client = JdkHttp.client(CONNECT_TIMEOUT, TRY_TIMEOUT);
    TableServiceClientBuilder builder =
        new TableServiceClientBuilder()
            .httpClient(client)
            // Ours instead: the SDK's would sleep for as long as the service says.
            .retryOptions(new RetryOptions(new FixedDelayOptions(0, FIRST_PAUSE)))
            // Repeating is harmless: what changes rows does so under their ETags.
            .addPolicy(new Patience(TRIES, FIRST_PAUSE, PATIENCE, request -> true));
    if (connection instanceof AzureSettings.Connection.ByString by) {
      builder.connectionString(by.connectionString());
    } else if (connection instanceof AzureSettings.Connection.ByIdentity by) {
      builder.endpoint(by.endpoint()).credential(Identities.of(by.clientId(), client));
    }
    this.service = builder.buildClient();
  }

  TableClient table(String name) {
    TableClient known = tables.get(name);
    if (known != null) {
      return known;
    }
    TableClient table = service.getTableClient(name);
    call(
        "creating table " + name,
        () -> {
          service.createTableIfNotExists(name);
          return table;
        });
    tables.put(name, table);
    return table;
  }

  /** All rows that match, in the order of their keys. */
  List<TableEntity> list(String name, ListEntitiesOptions options) {
    TableClient table = table(name);
    return call(
        "listing " + name, () -> table.listEntities(options, null, Context.NONE).stream().toList());
  }

  /**
   * Calls storage.
   *
   * @throws Ports.Conflict when a row changed, appeared or went since it was read
   * @throws Unavailable when storage did not do it, for whatever other reason
   */
  static <T> T call(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      Optional<TableServiceException> refusal = refusal(e);
      if (refusal.map(TableAccount::lostRace).orElse(false)) {
        throw new Ports.Conflict(what + ": somebody else was faster");
      }
      String code = refusal.map(TableAccount::code).orElse("");
      String message = ArmError.clip(code + " " + e.getMessage(), MAX_DETAIL);
      throw new Unavailable(what + ": " + message, e);
    }
  }

  /** What storage holds, or nothing when there is no such row. */
  static <T> Optional<T> find(String what, Supplier<T> call) {
    return call(
        what,
        () -> {
          try {
            return Optional.of(call.get());
          } catch (RuntimeException e) {
            if (refusal(e).map(r -> status(r) == 404).orElse(false)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private static boolean lostRace(TableServiceException e) {
    boolean byCode = e.getValue() != null && LOST_RACE.contains(e.getValue().getErrorCode());
    return byCode || status(e) == 412 || status(e) == 409;
  }

  private static String code(TableServiceException e) {
    return e.getValue() == null ? "" : String.valueOf(e.getValue().getErrorCode());
  }

  private static int status(TableServiceException e) {
    return e.getResponse() == null ? 0 : e.getResponse().getStatusCode();
  }

  private static Optional<TableServiceException> refusal(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TableServiceException refusal) {
        return Optional.of(refusal);
      }
    }
    return Optional.empty();
  }
}
