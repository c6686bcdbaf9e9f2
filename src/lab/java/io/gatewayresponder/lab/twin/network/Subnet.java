package io.gatewayresponder.lab.twin.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** A subnet with what hangs on it. */
public record Subnet(
    String id,
    List<AddressRange> ranges,
    VirtualSpace space,
    Optional<SecurityGroup> group,
    Routes routes) {

  /** Azure keeps the first four addresses of every subnet for itself. */
  private static final int RESERVED = 4;

  static List<AddressRange> rangesOf(JsonNode subnet) {
    return Json.oneOrMany(Json.properties(subnet), "addressPrefix", "addressPrefixes").stream()
        .flatMap(text -> AddressRange.find(text).stream())
        .toList();
  }

  public boolean contains(long address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  /** The addresses of the first instances that are placed in this subnet. */
  public List<Long> firstAddresses(int count) {
    if (ranges.isEmpty()) {
      return List.of();
    }
    AddressRange range = ranges.get(0);
    long free = Math.max(1, range.size() - RESERVED - 1);
    return LongStream.range(0, Math.min(count, free))
        .map(index -> range.first() + RESERVED + index)
        .boxed()
        .toList();
  }
}
