package io.gatewayresponder.lab.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Somebody who can sign in to the lab. */
public record Person(String name, String objectId, String tenantId, List<String> roles) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Person {
    roles = List.copyOf(roles);
  }

  /** The sign-in name, as a directory has it. */
  public String email() {
    return name + "@lab.example";
  }

  /** The cookie that the sign-in sets. */
  public String cookie() {
    return AppServiceAuthentication.COOKIE + "=" + name;
  }

  /** As {@link #parse} reads it. */
  public static String write(List<Person> persons) {
    ArrayNode array = JSON.createArrayNode();
    for (Person person : persons) {
      array.add(JSON.valueToTree(person).deepCopy());
    }
    return array.toString();
  }

  /** Reads what {@link #write} wrote; nobody for empty text. */
  static List<Person> parse(String json) {
    try {
      return json.isEmpty() ? List.of() : JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("LAB_PERSONS is not a list of persons: " + json, e);
    }
  }

  /** The value of {@code X-MS-CLIENT-PRINCIPAL}. */
  String principalHeader() {
    ObjectNode principal = JSON.createObjectNode().put("auth_typ", "aad");
    ArrayNode claims = principal.putArray("claims");
    claim(claims, "name", name);
    claim(claims, "preferred_username", email());
    claim(claims, "http://schemas.microsoft.com/identity/claims/objectidentifier", objectId);
    claim(claims, "http://schemas.microsoft.com/identity/claims/tenantid", tenantId);
    roles.forEach(role -> claim(claims, "roles", role));
    principal.put("name_typ", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress");
    principal.put("role_typ", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role");
    return Base64.getEncoder().encodeToString(bytes(principal));
  }

  private static void claim(ArrayNode claims, String type, String value) {
    claims.addObject().put("typ", type).put("val", value);
  }

  private static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }
}
