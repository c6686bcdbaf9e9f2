package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppAccessTest {
  private static final ResourceId EDGE = Shop.VNET.child("subnets", "edge");
  private static final ResourceId ELSEWHERE = Shop.VNET.child("subnets", "web");
  private static final AppCaller PUBLIC =
      new AppCaller(Optional.of(EDGE), false, List.of("198.51.100.7"), List.of());
  private static final AppCaller ENDPOINT =
      new AppCaller(Optional.of(EDGE), true, List.of(), List.of());

  @Test
  void nobody_is_kept_out_without_rules() {
    assertInstanceOf(AppAccess.Let.class, of("", "", PUBLIC));
    assertInstanceOf(AppAccess.Let.class, of(madeUp("Allow"), "", PUBLIC));
    AccessRestrictions unset =
        new AccessRestrictions(Shop.json("{'properties':{'ipSecurityRestrictions':null}}"));
    assertInstanceOf(AppAccess.Let.class, AppAccess.of(unset, PUBLIC, true));
  }

  @Test
  void the_default_action_keeps_out_without_rules() {
    assertInstanceOf(AppAccess.Refused.class, of("", "Deny", PUBLIC));
    assertInstanceOf(AppAccess.Refused.class, of(madeUp("Deny"), "", PUBLIC));
  }

  @Test
  void the_made_up_rule_comes_last_whatever_its_number() {
    String old =
        "{'ipAddress':'Any','action':'Deny','priority':1,'name':'Deny all',"
            + "'description':'Deny all access'}";
    String allow = ip("198.51.100.0/24", "Allow", 200);
    assertInstanceOf(AppAccess.Let.class, of(old + "," + allow, "", PUBLIC));
    assertInstanceOf(AppAccess.Refused.class, of(old + "," + allow, "", ENDPOINT));
  }

  @Test
  void a_rule_of_several_ranges_counts_for_each() {
    String rule = ip("203.0.113.0/24, 198.51.100.7/32,2001:db8::/32", "Allow", 200);
    assertInstanceOf(AppAccess.Let.class, of(rule, "", PUBLIC));
  }

  @Test
  void headers_and_tags_leave_it_open_only_where_they_matter() {
    String tag =
        "{'ipAddress':'AzureCloud','tag':'ServiceTag','action':'Allow','priority':100,'name':'t'}";
    assertInstanceOf(AppAccess.Undecided.class, of(tag, "", PUBLIC));
    assertInstanceOf(
        AppAccess.Let.class, of(tag + "," + ip("198.51.100.7", "Allow", 200), "", PUBLIC));
    assertInstanceOf(
        AppAccess.Refused.class, of(ip("198.51.100.7", "Deny", 50) + "," + tag, "", PUBLIC));
    String header =
        "{'ipAddress':'%s','headers':{'x-azure-fdid':['1']},'action':'Allow','priority':100,"
            + "'name':'h'}";
    assertInstanceOf(AppAccess.Undecided.class, of(header.formatted("Any"), "", PUBLIC));
    assertInstanceOf(AppAccess.Refused.class, of(header.formatted("203.0.113.0/24"), "", PUBLIC));
  }

  @Test
  void of_two_addresses_both_have_to_be_allowed() {
    AppCaller two =
        new AppCaller(Optional.of(EDGE), false, List.of("198.51.100.7", "198.51.100.8"), List.of());
    assertInstanceOf(AppAccess.Undecided.class, of(ip("198.51.100.7/32", "Allow", 200), "", two));
    assertInstanceOf(AppAccess.Let.class, of(ip("198.51.100.0/28", "Allow", 200), "", two));
  }

  @Test
  void in_an_environment_of_ones_own_private_addresses_may_count() {
    String rule = ip("10.0.0.0/24", "Allow", 200);
    AccessRestrictions restrictions = restrictions(rule, "");
    assertInstanceOf(AppAccess.Refused.class, AppAccess.of(restrictions, PUBLIC, true));
    assertInstanceOf(AppAccess.Undecided.class, AppAccess.of(restrictions, PUBLIC, false));
  }

  @Test
  void the_recorded_restrictions_are_understood() {
    String recorded =
        "{'vnetSubnetResourceId':'%s','action':'Allow','tag':'Default','priority':300,'name':'n'},%s"
            .formatted(EDGE.key(), madeUp("Deny"));
    assertInstanceOf(AppAccess.Let.class, of(recorded, "", ENDPOINT));
    assertInstanceOf(AppAccess.Refused.class, of(recorded, "", PUBLIC));
  }

  @Test
  void random_restrictions_are_judged_as_an_oracle_does() {
    for (int seed = 0; seed < 20_000; seed++) {
      new Case(new Random(seed)).check(seed);
    }
  }

  /** Some rules, some of which nobody can judge, and a gateway; judged by trying everything. */
  private static final class Case {
    private record One(int priority, boolean allows, Optional<Boolean> matches) {}

    private final List<One> rules = new ArrayList<>();
    private final ArrayNode written = Shop.json("{'rules':[]}").withArray("rules");
    private final boolean endpoint;
    private final int last;
    private final Optional<Boolean> others;

    Case(Random random) {
      endpoint = random.nextBoolean();
      last = random.nextInt(256);
      others = random.nextInt(3) == 0 ? Optional.of(random.nextBoolean()) : Optional.empty();
      List<Integer> priorities = new ArrayList<>(List.of(100, 200, 300, 400, 500));
      java.util.Collections.shuffle(priorities, random);
      for (int i = random.nextInt(6); i > 0; i--) {
        add(random, priorities.get(i - 1));
      }
    }

    private void add(Random random, int priority) {
      boolean allows = random.nextBoolean();
      ObjectNode rule = written.addObject().put("name", "r" + priority).put("priority", priority);
      rule.put("action", allows ? "Allow" : "Deny");
      Optional<Boolean> matches =
          switch (random.nextInt(6)) {
            case 0 -> {
              rule.put("ipAddress", "Any");
              yield Optional.of(true);
            }
            case 1 -> {
              boolean own = random.nextBoolean();
              rule.put("vnetSubnetResourceId", (own ? EDGE : ELSEWHERE).toString());
              yield Optional.of(own && endpoint);
            }
            case 2 -> {
              rule.put("ipAddress", "10.0.0.0/" + (8 + random.nextInt(25)));
              yield Optional.of(false);
            }
            case 3 -> {
              rule.put("ipAddress", "AzureCloud").put("tag", "ServiceTag");
              yield Optional.empty();
            }
            default -> {
              int bits = random.nextInt(9);
              int from = random.nextInt(256);
              rule.put("ipAddress", "198.51.100." + from + "/" + (32 - bits));
              yield Optional.of(!endpoint && (from >> bits) == (last >> bits));
            }
          };
      rules.add(new One(priority, allows, matches));
    }

    void check(int seed) {
      Set<Boolean> possible = new HashSet<>();
      for (int mask = 0; mask < 1 << rules.size(); mask++) {
        possible.add(letIn(mask));
      }
      ObjectNode document = Shop.json("{'properties':{}}");
      document.withObject("/properties").set("ipSecurityRestrictions", written);
      others.ifPresent(
          allow ->
              document
                  .withObject("/properties")
                  .put("ipSecurityRestrictionsDefaultAction", allow ? "Allow" : "Deny"));
      AppCaller caller =
          new AppCaller(
              Optional.of(EDGE),
              endpoint,
              endpoint ? List.of() : List.of("198.51.100." + last),
              List.of());
      AppAccess access = AppAccess.of(new AccessRestrictions(document), caller, true);
      String expected =
          possible.size() > 1 ? "Undecided" : possible.contains(true) ? "Let" : "Refused";
      assertEquals(expected, access.getClass().getSimpleName(), "seed " + seed + ": " + document);
    }

    /** With every rule that nobody can judge matching or not, as the mask says. */
    private boolean letIn(int mask) {
      List<One> sorted = new ArrayList<>();
      for (int i = 0; i < rules.size(); i++) {
        One rule = rules.get(i);
        if (rule.matches().orElse((mask & 1 << i) != 0)) {
          sorted.add(rule);
        }
      }
      return sorted.stream()
          .min(Comparator.comparingInt(One::priority))
          .map(One::allows)
          .orElseGet(() -> others.orElse(rules.isEmpty()));
    }
  }

  private static AppAccess of(String rules, String defaultAction, AppCaller caller) {
    return AppAccess.of(restrictions(rules, defaultAction), caller, true);
  }

  private static AccessRestrictions restrictions(String rules, String defaultAction) {
    return new AccessRestrictions(
        Shop.json(
            "{'properties':{'ipSecurityRestrictionsDefaultAction':'%s','ipSecurityRestrictions':[%s]}}"
                .formatted(defaultAction, rules)));
  }

  private static String ip(String ranges, String action, int priority) {
    return "{'ipAddress':'%s','action':'%s','priority':%d,'tag':'Default','name':'r%d'}"
        .formatted(ranges, action, priority, priority);
  }

  private static String madeUp(String action) {
    return ("{'ipAddress':'Any','action':'%s','priority':2147483647,'name':'%s all',"
            + "'description':'%s all access'}")
        .formatted(action, action, action);
  }
}
