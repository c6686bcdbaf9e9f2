package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerAddressTest {
  @Test
  void ourselves_and_the_platform_are_forbidden_in_every_spelling() throws Exception {
    for (String address :
        List.of(
            "127.0.0.1",
            "127.9.9.9",
            "::1",
            "::ffff:127.0.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "::",
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "::169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "2002:a9fe:a9fe::1",
            "fe80::1",
            "168.63.129.16",
            "::ffff:168.63.129.16",
            "224.0.0.1",
            "ff02::1",
            "240.0.0.1",
            "255.255.255.255")) {
      assertTrue(ServerAddress.isForbidden(InetAddress.getByName(address)), address);
    }
  }

  @Test
  void the_machines_own_addresses_are_forbidden() throws Exception {
    for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
      one.inetAddresses()
          .forEach(ours -> assertTrue(ServerAddress.isForbidden(ours), ours::toString));
    }
  }

  @Test
  void servers_of_a_network_are_not() throws Exception {
    for (String address :
        List.of("10.0.1.4", "172.16.0.9", "192.168.1.4", "20.50.2.1", "168.63.129.17", "fd00::4")) {
      assertFalse(ServerAddress.isForbidden(InetAddress.getByName(address)), address);
    }
  }

  @Test
  void an_address_is_told_from_a_name() {
    for (String address : List.of("10.0.1.4", "::1", "2001:db8::1", "::ffff:10.0.1.4")) {
      assertTrue(ServerAddress.isLiteral(address), address);
    }
    for (String name : List.of("shop.example", "10.0.1.4.example", "a", "1a", "")) {
      assertFalse(ServerAddress.isLiteral(name), name);
    }
  }
}
