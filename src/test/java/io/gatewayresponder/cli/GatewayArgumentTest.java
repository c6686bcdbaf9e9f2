package io.gatewayresponder.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayArgumentTest {
  private static final String GROUP =
      "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups/shop-edge/providers";
  private static final String ID = GROUP + "/Microsoft.Network/applicationGateways/shop-gateway";

  @ParameterizedTest
  @ValueSource(strings = {ID, " " + ID + "\n", "\"" + ID + "\"", ID + "/", "/" + ID})
  void an_id_may_have_blanks_quotes_and_slashes_around_it(String text) {
    assertEquals(ID, GatewayArgument.read(text).toString());
  }

  @Test
  void casing_does_not_matter() {
    assertEquals("shop-gateway", GatewayArgument.read(ID.replace("Network", "network")).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty",
        "shop-gateway | \"shop-gateway\" is a name, not a resource id",
        "C:/Program Files/Git" + ID + " | MSYS_NO_PATHCONV=1",
        "C:/Program Files/Git" + ID + " | --gateway /" + ID,
        "C:\\msys64\\subscriptions\\x | turned the resource id into a path of this machine",
        "https://portal.azure.com/#@x/resource" + ID + "/overview | the address of a page",
        "/subscriptions/shop/resourceGroups/x | is not a GUID: \"shop\"",
        "subscriptions/10000000-0000-4000-8000-000000000001 | does not begin with /subscriptions/",
        GROUP
            + "/Microsoft.Network/virtualNetworks/net | id of a Microsoft.Network/virtualNetworks",
        ID + "/backendAddressPools/web | Use --gateway " + ID,
        "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups | is not the resource id",
      })
  void what_is_wrong_with_an_id_is_named(String text, String told) {
    Trouble trouble = assertThrows(Trouble.class, () -> GatewayArgument.read(text));
    String words = trouble.wrong() + " " + trouble.remedy();
    assertTrue(words.contains(told), words);
  }
}
