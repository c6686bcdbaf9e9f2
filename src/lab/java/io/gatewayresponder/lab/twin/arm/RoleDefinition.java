package io.gatewayresponder.lab.twin.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An Azure role: the actions that it allows, less those that it excepts. A {@code *} in an action
 * stands for any text, slashes included; case does not matter.
 */
public record RoleDefinition(String name, List<String> actions, List<String> notActions) {
  /** The built-in role that may do everything. */
  public static final RoleDefinition OWNER = new RoleDefinition("Owner", List.of("*"), List.of());

  public RoleDefinition {
    actions = List.copyOf(actions);
    notActions = List.copyOf(notActions);
  }

  /** A role as `az role definition create` takes it, keys in either case. */
  public static RoleDefinition read(Path file) throws IOException {
    JsonNode role = Json.read(Files.readAllBytes(file));
    return new RoleDefinition(
        either(role, "name", "Name").asText(),
        texts(either(role, "actions", "Actions")),
        texts(either(role, "notActions", "NotActions")));
  }

  /** Whether somebody with this role may do the action. */
  public boolean allows(String action) {
    return matchesAny(actions, action) && !matchesAny(notActions, action);
  }

  private static boolean matchesAny(List<String> patterns, String action) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                Pattern.compile(
                        "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", Pattern.CASE_INSENSITIVE)
                    .matcher(action)
                    .matches());
  }

  private static JsonNode either(JsonNode role, String one, String other) {
    return role.has(one) ? role.path(one) : role.path(other);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
