package io.gatewayresponder.lab.twin.network;

import java.util.List;
import java.util.Set;

/**
 * One side (source or destination) of a security rule. A side that names application security
 * groups is about these; else it is about prefixes and service tags. A tag that the twin does not
 * know matches nothing.
 */
public record AddressMatch(List<String> prefixes, Set<String> applicationGroups) {

  public boolean matches(Party party, VirtualSpace space) {
    if (!applicationGroups.isEmpty()) {
      return party.applicationGroups().stream().anyMatch(applicationGroups::contains);
    }
    return prefixes.stream().anyMatch(prefix -> matches(prefix, party, space));
  }

  private static boolean matches(String prefix, Party party, VirtualSpace space) {
    String tag = Json.lower(prefix.trim());
    if (tag.equals("*") || tag.equals("any") || party.tags().contains(tag)) {
      return true;
    }
    if (party.address().isEmpty()) {
      // The platform's senders have addresses that we do not know: only "everything" is sure to
      // hold them.
      return tag.equals("0.0.0.0/0");
    }
    long address = party.address().get();
    return switch (tag) {
      case "virtualnetwork" -> space.contains(address);
      case "internet" -> !space.contains(address) && !PrivateSpace.contains(address);
      default -> AddressRange.find(prefix).map(range -> range.contains(address)).orElse(false);
    };
  }
}
