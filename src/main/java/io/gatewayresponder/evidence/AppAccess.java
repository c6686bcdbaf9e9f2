package io.gatewayresponder.evidence;

import io.gatewayresponder.evidence.AccessRestrictions.Rule;
import io.gatewayresponder.evidence.WebApps.WebApp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether an app's restrictions let the gateway in, computed as the platform does it: the rule with
 * the lowest number that matches decides, and who matches none stays out as soon as there is a
 * rule, unless the app says otherwise.
 */
public sealed interface AppAccess {
  /** The gateway gets in. */
  record Let() implements AppAccess {}

  /**
   * The gateway is answered 403.
   *
   * @param by the rule that keeps it out; nothing when it is kept out because no rule is about it
   */
  record Refused(Optional<Rule> by) implements AppAccess {}

  /** Something could not be read or judged, and it matters. */
  record Undecided(List<String> why) implements AppAccess {}

  /** How far a rule is about the gateway. */
  enum Extent {
    NONE,
    UNKNOWN,
    ALL
  }

  /**
   * Whether an app lets the gateway in that reaches it by a name of a pool. Restrictions are not
   * about those who come by a private endpoint.
   */
  static AppAccess of(
      WebApp app, String address, AccessRestrictions restrictions, AppCaller caller) {
    AppAccess access = of(restrictions, caller, !WebApps.isInEnvironment(address));
    boolean privately =
        app.isClosedToPublic()
            || restrictions.areClosedToPublic()
            || (app.hasPrivateEndpoints() && !(access instanceof Let));
    return privately
        ? new Undecided(
            List.of(
                "whether the gateway reaches app %s by a private endpoint, to which restrictions"
                        .formatted(app.name())
                    + " do not apply, is not known"))
        : access;
  }

  /**
   * @param shared true on the platform that customers share, where rules never see private
   *     addresses; false in an environment of one's own
   */
  static AppAccess of(AccessRestrictions restrictions, AppCaller caller, boolean shared) {
    List<Rule> undecided = new ArrayList<>();
    for (Rule rule : restrictions.rules()) {
      Extent extent = extent(rule, caller, shared);
      if (extent == Extent.ALL) {
        return decide(rule.allows(), Optional.of(rule), undecided, caller);
      }
      if (extent == Extent.UNKNOWN) {
        undecided.add(rule);
      }
    }
    return restrictions
        .allowsOthers()
        .map(allows -> decide(allows, Optional.empty(), undecided, caller))
        .orElseGet(
            () ->
                new Undecided(
                    List.of("the app's restrictions contradict themselves about all others")));
  }

  private static AppAccess decide(
      boolean allows, Optional<Rule> rule, List<Rule> before, AppCaller caller) {
    List<Rule> otherwise = before.stream().filter(one -> one.allows() != allows).toList();
    if (otherwise.isEmpty()) {
      return allows ? new Let() : new Refused(rule);
    }
    List<String> why = new ArrayList<>(caller.notKnown());
    otherwise.forEach(
        one ->
            why.add(
                "whether access restriction %s is about the gateway is not known"
                    .formatted(one.name())));
    return new Undecided(List.copyOf(why));
  }

  private static Extent extent(Rule rule, AppCaller caller, boolean shared) {
    Extent extent = rule.subnetId().map(id -> subnet(id, caller, shared)).orElse(null);
    if (extent == null) {
      extent = address(rule, caller, shared);
    }
    return extent == Extent.ALL && rule.looksAtHeaders() ? Extent.UNKNOWN : extent;
  }

  private static Extent subnet(ResourceId id, AppCaller caller, boolean shared) {
    if (caller.subnetId().isEmpty() || !shared) {
      return Extent.UNKNOWN;
    }
    return caller.throughEndpoint() && caller.subnetId().get().equals(id)
        ? Extent.ALL
        : Extent.NONE;
  }

  private static Extent address(Rule rule, AppCaller caller, boolean shared) {
    if (rule.address().equalsIgnoreCase("Any")) {
      return Extent.ALL;
    }
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : rule.address().split(",", -1)) {
      Optional<AddressRange> range = AddressRange.find(text.strip());
      if (range.isEmpty() || !rule.isPlain()) {
        return Extent.UNKNOWN;
      }
      ranges.add(range.get());
    }
    if (!shared) {
      return Extent.UNKNOWN;
    }
    if (ranges.stream().allMatch(AddressRange::isPrivate)) {
      return Extent.NONE;
    }
    if (caller.throughEndpoint()) {
      // Rules of addresses are not about subnets; whether the range of all addresses is, nobody
      // says.
      return ranges.stream().anyMatch(AppAccess::isEverything) ? Extent.UNKNOWN : Extent.NONE;
    }
    if (caller.addresses().isEmpty()) {
      return Extent.UNKNOWN;
    }
    List<AddressRange> own = AddressRange.all(caller.addresses());
    if (own.stream().allMatch(one -> one.isCoveredBy(ranges))) {
      return Extent.ALL;
    }
    // By which of several addresses the gateway leaves is not known.
    return own.stream().anyMatch(one -> one.isCoveredBy(ranges)) ? Extent.UNKNOWN : Extent.NONE;
  }

  private static boolean isEverything(AddressRange range) {
    return range.contains(AddressRange.of(range.bits() == 32 ? "0.0.0.0/0" : "::/0"));
  }
}
