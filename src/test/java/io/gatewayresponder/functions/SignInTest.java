package io.gatewayresponder.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import io.gatewayresponder.incident.Approval.Person;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String TENANT = "20000000-0000-4000-8000-000000000001";

  @Test
  void the_platform_vouches_for_a_person_with_roles() {
    Optional<Person> person = new SignIn(true, TENANT).person(request(principal(TENANT)));
    assertEquals(
        Optional.of(new Person("object-1", "Olga", TENANT, List.of("Approver", "Reader"))), person);
  }

  @Test
  void a_header_counts_for_nothing_while_the_platform_signs_nobody_in() {
    assertTrue(new SignIn(false, TENANT).person(request(principal(TENANT))).isEmpty());
  }

  @Test
  void a_person_of_another_tenant_is_nobody() {
    assertTrue(new SignIn(true, TENANT).person(request(principal("another"))).isEmpty());
  }

  @Test
  void rubbish_in_the_header_is_nobody() {
    SignIn signIn = new SignIn(true, TENANT);
    for (String header : List.of("", "%%%", encode("not json"), encode("[]"), encode("{}"))) {
      assertTrue(signIn.person(request(header)).isEmpty(), header);
    }
  }

  @Test
  void a_name_is_shown_without_control_characters() {
    String named = decode(principal(TENANT)).replace("Olga", "Ol\u009bga\u0085");
    assertEquals(
        Optional.of("Ol ga "),
        new SignIn(true, TENANT).person(request(encode(named))).map(Person::name));
  }

  private static String decode(String header) {
    return new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8);
  }

  private static String principal(String tenant) {
    return encode(
        "{\"auth_typ\":\"aad\",\"role_typ\":\"roles\",\"claims\":["
            + "{\"typ\":\"http://schemas.microsoft.com/identity/claims/objectidentifier\",\"val\":\"object-1\"},"
            + "{\"typ\":\"http://schemas.microsoft.com/identity/claims/tenantid\",\"val\":\""
            + tenant
            + "\"},{\"typ\":\"name\",\"val\":\"Olga\"},"
            + "{\"typ\":\"roles\",\"val\":\"Approver\"},{\"typ\":\"roles\",\"val\":\"Reader\"}]}");
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpRequestMessage<Optional<String>> request(String header) {
    return new HttpRequestMessage<>() {
      @Override
      public URI getUri() {
        return URI.create("https://responder.example/api/console");
      }

      @Override
      public HttpMethod getHttpMethod() {
        return HttpMethod.GET;
      }

      @Override
      public Map<String, String> getHeaders() {
        return Map.of("x-ms-client-principal", header);
      }

      @Override
      public Map<String, String> getQueryParameters() {
        return Map.of();
      }

      @Override
      public Optional<String> getBody() {
        return Optional.empty();
      }

      @Override
      public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
        throw new UnsupportedOperationException();
      }

      @Override
      public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
