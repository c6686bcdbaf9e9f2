package io.gatewayresponder.azure;

import io.gatewayresponder.azure.AzureSettings.Connection;
import io.gatewayresponder.azure.AzureSettings.WrongSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one kind of setting per method and says what is wrong with it. Values are never repeated in
 * a message: a setting may hold a secret.
 */
final class SettingReader {
  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern SCOPE =
      Pattern.compile("/subscriptions/[0-9a-f-]{36}(/[^?#\\\\\\p{Cc}]*)?");

  private final Map<String, String> environment;

  SettingReader(Map<String, String> environment) {
    this.environment = environment;
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::trim).filter(v -> !v.isEmpty());
  }

  String text(String name) {
    return find(name).orElseThrow(() -> new WrongSetting(name, "is missing", "set it"));
  }

  Connection connection(String name, String endpointName) {
    Optional<String> connectionString = find(name);
    if (connectionString.isPresent()) {
      return new Connection.ByString(connectionString.get());
    }
    String endpoint =
        find(name + "__" + endpointName)
            .orElseThrow(
                () ->
                    new WrongSetting(
                        name,
                        "is missing",
                        "set it to a connection string, or set "
                            + name
                            + "__"
                            + endpointName
                            + " to use a managed identity"));
    return new Connection.ByIdentity(endpoint, find(name + "__clientId"));
  }

  List<String> scopes(String name) {
    List<String> scopes =
        Arrays.stream(text(name).split(",", -1))
            .map(String::trim)
            .filter(part -> !part.isEmpty())
            .map(part -> part.endsWith("/") ? part.substring(0, part.length() - 1) : part)
            .toList();
    boolean wrong =
        scopes.stream()
            .anyMatch(
                scope ->
                    !SCOPE.matcher(scope.toLowerCase(Locale.ROOT)).matches()
                        || !GUID.matcher(subscription(scope)).matches());
    if (scopes.isEmpty() || wrong) {
      throw new WrongSetting(
          name,
          "is not a list of ARM scopes",
          "give prefixes such as /subscriptions/{guid}/resourceGroups/{name}, joined by commas");
    }
    return scopes;
  }

  static String subscription(String scope) {
    return scope.split("/", -1)[2].toLowerCase(Locale.ROOT);
  }

  /** Scheme, host and port alone, without a trailing slash. */
  URI origin(String name, String... schemes) {
    URI address = address(name, text(name), schemes);
    String path = address.getRawPath();
    boolean more = address.getRawQuery() != null || address.getRawFragment() != null;
    if (more || !(path == null || path.isEmpty() || path.equals("/"))) {
      throw new WrongSetting(
          name, "has a path", "give scheme and host alone, such as https://host");
    }
    return URI.create(address.getScheme() + "://" + address.getRawAuthority());
  }

  Optional<URI> webAddress(String name) {
    return find(name).map(value -> address(name, value, "http", "https"));
  }

  private static URI address(String name, String value, String... schemes) {
    try {
      URI address = new URI(value);
      boolean known =
          address.getScheme() != null && Arrays.asList(schemes).contains(address.getScheme());
      if (known && address.getHost() != null && address.getRawUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Its message would repeat the value, which may be a secret.
    }
    throw new WrongSetting(
        name, "is not an address", "begin it with " + String.join(":// or ", schemes) + "://");
  }

  String guid(String name) {
    String value = text(name).toLowerCase(Locale.ROOT);
    if (!GUID.matcher(value).matches()) {
      throw new WrongSetting(name, "is not a GUID", "copy it from Microsoft Entra");
    }
    return value;
  }

  int number(String name, int otherwise, int most) {
    Optional<String> text = find(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(text.get());
      if (value >= 1 && value <= most) {
        return value;
      }
    }
    throw new WrongSetting(name, "is not a number in range", "use 1 to " + most);
  }

  String oneOf(String name, String... allowed) {
    String value = text(name);
    if (!Arrays.asList(allowed).contains(value)) {
      throw new WrongSetting(name, "is unknown", "use " + String.join(" or ", allowed));
    }
    return value;
  }

  /** True and false by the words for them; what is meant when the setting is missing. */
  boolean flag(String name, boolean otherwise, String yes, String no) {
    return find(name).isEmpty() ? otherwise : oneOf(name, yes, no).equals(yes);
  }

  String cron(String name) {
    String value = text(name);
    if (value.split("\\s+", -1).length != 6) {
      throw new WrongSetting(
          name, "is not a cron expression", "use six fields, seconds first: 0 */2 * * * *");
    }
    return value;
  }
}
