package io.gatewayresponder.azure;

import io.gatewayresponder.evidence.Look;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address that a server of a pool is connected to. Whoever may edit a gateway names its
 * servers; such a name must not make the responder talk to itself, to the machine that it runs on,
 * or to the platform beside it, which hands out identities (the instance metadata on
 * 169.254.169.254, the wire server on 168.63.129.16). A name is resolved once and the address that
 * was checked is the one that is connected to, so that a second answer of the DNS cannot lead
 * elsewhere.
 */
final class ServerAddress {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** Azure's own virtual address: health, DNS, the agents' wire server. */
  private static final byte[] PLATFORM = {(byte) 168, 63, (byte) 129, 16};

  /** 64:ff9b::/96, behind which a translator puts every IPv4 address, the refused ones included. */
  private static final byte[] TRANSLATED = {
    0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** 2002::/16, likewise. */
  private static final byte[] SIX_TO_FOUR = {0x20, 0x02};

  private ServerAddress() {}

  /** True for an address as text; a name is none. */
  static boolean isLiteral(String server) {
    return ADDRESS.matcher(server).matches();
  }

  /** Resolves a server, and refuses what must not be connected to. */
  static Look<InetAddress> of(String what, String server, TlsLook.Machine machine) {
    boolean literal = isLiteral(server);
    if (!literal && !NAME.matcher(server).matches()) {
      return new Look.Unreadable<>(Look.Why.REFUSED, what, "neither an address nor a host name");
    }
    InetAddress[] addresses;
    try {
      addresses = machine.resolve(server);
    } catch (UnknownHostException e) {
      return new Look.Unreadable<>(
          Look.Why.UNREACHABLE, what, "tried from the responder: the name is not known here");
    }
    Optional<InetAddress> first =
        Arrays.stream(addresses).filter(address -> !isForbidden(address)).findFirst();
    return first
        .map(Look::found)
        .orElseGet(
            () ->
                new Look.Unreadable<>(
                    Look.Why.REFUSED,
                    what,
                    "not tried: the address belongs to the responder's own machine or platform"));
  }

  static boolean isForbidden(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet4Address
            ? isForbidden4(address.getAddress())
            : isForbidden6(address))
        || isOurs(address);
  }

  private static boolean isForbidden4(byte[] bytes) {
    // "This network" (0/8) reaches the machine itself; 240/4 and broadcast are no server's.
    return bytes[0] == 0 || (bytes[0] & 0xf0) == 0xf0 || Arrays.equals(bytes, PLATFORM);
  }

  private static boolean isForbidden6(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ((Inet6Address) address).isIPv4CompatibleAddress()
        || begins(bytes, TRANSLATED)
        || begins(bytes, SIX_TO_FOUR);
  }

  private static boolean begins(byte[] bytes, byte[] prefix) {
    return Arrays.equals(Arrays.copyOf(bytes, prefix.length), prefix);
  }

  private static boolean isOurs(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      // Without the list of our own addresses, none is certain to be another's.
      return true;
    }
  }
}
