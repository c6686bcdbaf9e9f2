package io.gatewayresponder.resolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionJsonTest {
  private static final Option OPTION =
      Examples.option(
          "X:1",
          List.of(
              Change.put(
                  Examples.rule("web-nsg", "new"),
                  null,
                  Json.of("{'n': 12345678901234567890.10, 'x': null}")),
              Change.delete(Examples.rule("web-nsg", "deny-8080"), Examples.denyRule()),
              Change.post(Examples.GATEWAY, "/start", Json.of("{}"), Json.of("{}"))));

  @Test
  void an_option_comes_back_as_it_was_written() {
    Option back = OptionJson.read(Json.of(OptionJson.write(OPTION).toString()));
    assertEquals(OPTION, back);
    assertEquals(Digest.of(OPTION), Digest.of(back));
  }

  @Test
  void the_digest_is_shown() {
    assertEquals(Digest.of(OPTION), OptionJson.write(OPTION).path("digest").asText());
  }

  @Test
  void fields_of_a_later_version_are_passed_over() {
    ObjectNode json = OptionJson.write(OPTION);
    json.put("later", 1).withObject("/changes/0").put("later", 2);
    assertEquals(OPTION, OptionJson.read(json));
  }

  @Test
  void json_of_another_kind_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> OptionJson.read(Json.of("[1]")));
    assertThrows(IllegalArgumentException.class, () -> OptionJson.read(Json.of("{}")));
  }
}
