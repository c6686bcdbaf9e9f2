package io.gatewayresponder.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.gatewayresponder.incident.Approval.Person;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is signed in, as App Service Authentication vouches for it.
 *
 * <p>The platform writes the principal header and strips one that a caller sends, but only while it
 * is switched on. When it is off, the header is whatever a caller likes to claim; so it counts only
 * while the platform says that it is on.
 */
public final class SignIn {
  private static final String PRINCIPAL = "X-MS-CLIENT-PRINCIPAL";

  private static final Set<String> OBJECT_ID =
      Set.of("http://schemas.microsoft.com/identity/claims/objectidentifier", "oid");
  private static final Set<String> TENANT_ID =
      Set.of("http://schemas.microsoft.com/identity/claims/tenantid", "tid");
  private static final Set<String> NAME =
      Set.of(
          "name",
          "preferred_username",
          "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name");

  /** A person has a handful of app roles; a token of 4 KB holds no more than this. */
  private static final int MAX_ROLES = 50;

  private static final int MAX_NAME = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean platformSignsIn;
  private final String tenantId;

  /**
   * @param platformSignsIn the platform's own setting {@code WEBSITE_AUTH_ENABLED}
   * @param tenantId people of another tenant are nobody
   */
  public SignIn(boolean platformSignsIn, String tenantId) {
    this.platformSignsIn = platformSignsIn;
    this.tenantId = tenantId;
  }

  /** The signed-in person of our tenant, or nobody. */
  public Optional<Person> person(HttpRequestMessage<?> request) {
    if (!platformSignsIn) {
      return Optional.empty();
    }
    return Http.header(request, PRINCIPAL).flatMap(SignIn::decode).flatMap(this::read);
  }

  private static Optional<JsonNode> decode(String header) {
    try {
      byte[] json = Base64.getDecoder().decode(header);
      return Optional.of(JSON.readTree(new String(json, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Optional<Person> read(JsonNode principal) {
    String objectId = "";
    String tenant = "";
    String name = "";
    List<String> roles = new ArrayList<>();
    String roleType = principal.path("role_typ").asText("roles");
    for (JsonNode claim : principal.path("claims")) {
      String type = claim.path("typ").asText();
      String value = claim.path("val").asText();
      if (OBJECT_ID.contains(type)) {
        objectId = value;
      } else if (TENANT_ID.contains(type)) {
        tenant = value;
      } else if (type.equals("roles") || type.equals(roleType)) {
        if (roles.size() < MAX_ROLES) {
          roles.add(value);
        }
      } else if (NAME.contains(type) && name.isEmpty()) {
        name = value;
      }
    }
    if (objectId.isEmpty() || !tenant.equalsIgnoreCase(tenantId)) {
      return Optional.empty();
    }
    String shown = name.isEmpty() ? objectId : name.replaceAll("\\p{Cc}", " ");
    return Optional.of(
        new Person(
            objectId,
            shown.length() <= MAX_NAME ? shown : shown.substring(0, MAX_NAME),
            tenant,
            List.copyOf(roles)));
  }
}
