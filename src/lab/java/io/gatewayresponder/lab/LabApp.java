package io.gatewayresponder.lab;

import io.gatewayresponder.lab.host.Person;
import io.gatewayresponder.lab.identity.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The app's configuration in the lab, and the people who use it. */
final class LabApp {
  static final String TENANT = "20000000-0000-4000-8000-000000000001";

  /** Both invented: nothing here is worth protecting. */
  static final String FUNCTION_KEY = "lab-function-key";

  static final String IDENTITY_SECRET = "lab-identity-header";

  private static final String READER = "GatewayResponder.Reader";
  private static final String APPROVER = "GatewayResponder.Approver";

  static final List<Person> PERSONS =
      List.of(
          person("olga", 1, READER, APPROVER),
          person("pavel", 2, READER, APPROVER),
          person("rita", 3, READER),
          person("nobody", 4));

  /** Where the app finds everything. */
  record Places(
      String bus, String tables, String arm, String identity, String app, String teamsWebhook) {}

  private LabApp() {}

  /** The app's settings: those of {@code local.settings.sample.json}, for this lab. */
  static Map<String, String> environment(Places places, String subscription) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("FUNCTIONS_WORKER_RUNTIME", "java");
    settings.put("WEBSITE_AUTH_ENABLED", "true");
    settings.put("IDENTITY_ENDPOINT", places.identity());
    settings.put("IDENTITY_HEADER", IDENTITY_SECRET);
    settings.put("AzureWebJobsStorage", places.tables());
    settings.put("ResponderBus", places.bus());
    settings.put("ResponderTables", places.tables());
    settings.put("RESPONDER_SCOPE", "/subscriptions/" + subscription);
    settings.put("RESPONDER_ARM_ENDPOINT", places.arm());
    // The twin answers for both; in Azure logs have an endpoint of their own.
    settings.put("RESPONDER_LOGS_ENDPOINT", places.arm());
    settings.put("RESPONDER_TLS_LOOK", "enabled");
    settings.put("RESPONDER_TENANT_ID", TENANT);
    settings.put("RESPONDER_TRIAGE_CLIENT_ID", Principal.TRIAGE.clientId());
    settings.put("RESPONDER_RESOLUTION_CLIENT_ID", Principal.RESOLUTION.clientId());
    settings.put("RESPONDER_BASE_URL", places.app());
    settings.put("RESPONDER_TEAMS_WEBHOOK_URL", places.teamsWebhook());
    settings.put("RESPONDER_READER_ROLE", READER);
    settings.put("RESPONDER_APPROVER_ROLE", APPROVER);
    settings.put("RESPONDER_APPROVAL_MINUTES", "60");
    settings.put("RESPONDER_WRITES", "enabled");
    // The twin's minutes are seconds here, so the app looks every second instead of every half
    // minute.
    settings.put("RESPONDER_VERIFY_EVERY_SECONDS", "1");
    settings.put("RESPONDER_VERIFY_LOOKS", "60");
    settings.put("RESPONDER_LOOK_AGAIN_SECONDS", "2");
    settings.put("RESPONDER_RECONCILE_SCHEDULE", "*/10 * * * * *");
    return settings;
  }

  private static Person person(String name, int number, String... roles) {
    return new Person(
        name, "40000000-0000-4000-8000-%012d".formatted(number), TENANT, List.of(roles));
  }
}
