package io.gatewayresponder.lab.twin.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressRangeTest {

  @Test
  void a_prefix_holds_its_first_and_last_address_and_no_more() {
    AddressRange range = AddressRange.find("10.20.1.128/25").orElseThrow();
    assertTrue(range.contains(AddressRange.address("10.20.1.128").orElseThrow()));
    assertTrue(range.contains(AddressRange.address("10.20.1.255").orElseThrow()));
    assertFalse(range.contains(AddressRange.address("10.20.1.127").orElseThrow()));
    assertFalse(range.contains(AddressRange.address("10.20.2.0").orElseThrow()));
  }

  @Test
  void an_address_inside_a_prefix_stands_for_the_prefix() {
    assertEquals(AddressRange.find("10.20.1.0/24"), AddressRange.find("10.20.1.77/24"));
    assertEquals(1L << 32, AddressRange.find("0.0.0.0/0").orElseThrow().size());
  }

  @Test
  void what_is_no_range_matches_nothing() {
    for (String text :
        List.of(
            "1234", "", "10.0.0", "10.0.0.256", "10.0.0.0/33", "fd00::/8", "x/8", "10.0.0.1/")) {
      assertTrue(AddressRange.find(text).isEmpty(), text);
    }
  }

  @Test
  void an_address_survives_being_a_number() {
    assertEquals(
        "255.254.0.1", AddressRange.text(AddressRange.address("255.254.0.1").orElseThrow()));
  }
}
