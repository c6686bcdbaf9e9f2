package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/24, 10.0.0.0, true",
    "10.0.0.0/24, 10.0.0.255, true",
    "10.0.0.0/24, 10.0.1.0, false",
    "10.0.0.7/24, 10.0.0.200, true",
    "0.0.0.0/0, 255.255.255.255, true",
    "10.0.0.4, 10.0.0.4, true",
    "fd00::/8, fd12::1, true",
    "0.0.0.0/0, fd12::1, false",
  })
  void a_prefix_contains_its_addresses(String range, String address, boolean contains) {
    assertEquals(contains, AddressRange.of(range).contains(AddressRange.of(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1234",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.0.1",
        "10.0.0.",
        ".10.0.0.1",
        "10..0.1",
        "010.0.0.1",
        "1000.0.0.1",
        "10.0.0.1a",
        "10.0.0.0/33",
        "10.0.0.0/",
        "localhost",
        "a:b:g",
        "Internet",
        "10.0.0.0/-1",
        ":",
        "shop.example"
      })
  void what_is_no_address_is_none(String text) {
    assertTrue(AddressRange.find(text).isEmpty());
  }

  @Test
  void parts_cover_the_whole_only_without_a_gap() {
    AddressRange whole = AddressRange.of("10.0.0.0/24");
    assertTrue(whole.isCoveredBy(AddressRange.all(List.of("10.0.0.128/25", "10.0.0.0/25"))));
    assertFalse(whole.isCoveredBy(AddressRange.all(List.of("10.0.0.128/25", "10.0.0.0/26"))));
    assertFalse(whole.isCoveredBy(List.of()));
  }

  @Test
  void the_first_and_the_last_address_beyond_a_private_range_are_public() {
    assertTrue(AddressRange.of("172.31.255.255").isPrivate());
    assertFalse(AddressRange.of("172.32.0.0").isPrivate());
    assertFalse(AddressRange.of("172.15.255.255").isPrivate());
  }
}
