package io.gatewayresponder.azure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The responder's whole configuration, read once from the environment. A wrong setting stops the
 * start with a sentence that names it and says what to do; nothing is guessed, save what has a
 * documented default in {@code local.settings.sample.json}.
 *
 * @param bus where the queues are
 * @param tables where incidents are stored
 * @param scopes ARM id prefixes that we answer for; never empty
 * @param armEndpoint Azure Resource Manager, without a trailing slash
 * @param logsEndpoint Log Analytics, without a trailing slash; tokens for it are asked for by it
 * @param tlsLookEnabled whether certificates are looked at by handshakes from here
 * @param tenantId the tenant whose people may decide
 * @param triageClientId the identity that reads
 * @param resolutionClientId the identity that writes; never the same as the one that reads
 * @param baseUrl where people reach this app, without a trailing slash
 * @param teamsWebhookUrl where cards go; empty for none
 * @param readerRole the app role that may see incidents
 * @param approverRole the app role that may decide
 * @param approvalTime how long a proposal can be approved
 * @param writesEnabled false suspends every write
 * @param verifyEvery how long between two looks for recovery
 * @param verifyLooks how often recovery is looked for
 * @param lookAgainAfter when to look again at a gateway that is between two states
 * @param reconcileSchedule six-field cron expression; read by the Functions host itself
 * @param authEnabled whether the platform authenticates people in front of us
 */
public record AzureSettings(
    Connection bus,
    Connection tables,
    List<String> scopes,
    URI armEndpoint,
    URI logsEndpoint,
    boolean tlsLookEnabled,
    String tenantId,
    String triageClientId,
    String resolutionClientId,
    String baseUrl,
    Optional<URI> teamsWebhookUrl,
    String readerRole,
    String approverRole,
    Duration approvalTime,
    boolean writesEnabled,
    Duration verifyEvery,
    int verifyLooks,
    Duration lookAgainAfter,
    String reconcileSchedule,
    boolean authEnabled) {

  /** How a service is reached: by a connection string (a secret) or by an identity. */
  public sealed interface Connection {
    /** Its text never reaches a log. */
    record ByString(String connectionString) implements Connection {
      @Override
      public String toString() {
        return "by connection string";
      }
    }

    /** The endpoint is a namespace's host name or a table service's address. */
    record ByIdentity(String endpoint, Optional<String> clientId) implements Connection {}
  }

  /** A setting that is missing or wrong; the message says which and what to do. */
  public static final class WrongSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongSetting(String name, String problem, String remedy) {
      super("setting " + name + " " + problem + ": " + remedy);
    }
  }

  /** Two weeks: an approval that is older says nothing about the gateway of today. */
  private static final int MAX_APPROVAL_MINUTES = 14 * 24 * 60;

  /** An hour between two looks is as slow as watching recovery may get. */
  private static final int MAX_SECONDS = 3600;

  private static final int MAX_LOOKS = 1000;

  /**
   * Reads the settings, such as {@link System#getenv()}.
   *
   * @throws WrongSetting for the first one that is wrong
   */
  public static AzureSettings from(Map<String, String> environment) {
    SettingReader read = new SettingReader(environment);
    AzureSettings settings =
        new AzureSettings(
            read.connection("ResponderBus", "fullyQualifiedNamespace"),
            read.connection("ResponderTables", "endpoint"),
            read.scopes("RESPONDER_SCOPE"),
            read.origin("RESPONDER_ARM_ENDPOINT", "https"),
            read.origin("RESPONDER_LOGS_ENDPOINT", "https"),
            read.flag("RESPONDER_TLS_LOOK", true, "enabled", "disabled"),
            read.guid("RESPONDER_TENANT_ID"),
            read.guid("RESPONDER_TRIAGE_CLIENT_ID"),
            read.guid("RESPONDER_RESOLUTION_CLIENT_ID"),
            read.origin("RESPONDER_BASE_URL", "http", "https").toString(),
            read.webAddress("RESPONDER_TEAMS_WEBHOOK_URL"),
            read.text("RESPONDER_READER_ROLE"),
            read.text("RESPONDER_APPROVER_ROLE"),
            Duration.ofMinutes(read.number("RESPONDER_APPROVAL_MINUTES", 60, MAX_APPROVAL_MINUTES)),
            read.oneOf("RESPONDER_WRITES", "enabled", "suspended").equals("enabled"),
            Duration.ofSeconds(read.number("RESPONDER_VERIFY_EVERY_SECONDS", 30, MAX_SECONDS)),
            read.number("RESPONDER_VERIFY_LOOKS", 20, MAX_LOOKS),
            Duration.ofSeconds(read.number("RESPONDER_LOOK_AGAIN_SECONDS", 120, MAX_SECONDS)),
            read.cron("RESPONDER_RECONCILE_SCHEDULE"),
            "true".equalsIgnoreCase(environment.getOrDefault("WEBSITE_AUTH_ENABLED", "false")));
    if (settings.triageClientId.equals(settings.resolutionClientId)) {
      throw new WrongSetting(
          "RESPONDER_RESOLUTION_CLIENT_ID",
          "is the same as RESPONDER_TRIAGE_CLIENT_ID",
          "use two identities, so that a diagnosis cannot write");
    }
    return settings;
  }

  /** Without the webhook's address, which is a secret in itself. */
  @Override
  public String toString() {
    return "scopes " + scopes + ", ARM " + armEndpoint + ", writes enabled " + writesEnabled;
  }
}
