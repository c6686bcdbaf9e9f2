package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a diagnosis makes of what it sees is made once in it. */
class RememberedTest {
  private record Outer(Inner inner) {}

  private record Inner(int number) {}

  private static final ResourceId GATEWAY =
      ResourceId.of(
          "/subscriptions/10000000-0000-4000-8000-000000000001/resourceGroups/shop-edge"
              + "/providers/Microsoft.Network/applicationGateways/shop-gateway");

  private final AtomicInteger made = new AtomicInteger();

  @Test
  void a_thing_is_made_once_in_a_diagnosis_and_anew_in_the_next() {
    Sight sight = new FakeSight(GATEWAY);
    Sight remembered = new Remembered(sight);
    assertEquals(1, inner(remembered).number());
    assertEquals(1, inner(remembered).number());
    assertEquals(2, inner(new Remembered(sight)).number());
  }

  @Test
  void a_thing_may_be_made_of_another() {
    Sight sight = new Remembered(new FakeSight(GATEWAY));
    assertEquals(1, sight.made(Outer.class, () -> new Outer(inner(sight))).inner().number());
    assertEquals(1, inner(sight).number());
  }

  private Inner inner(Sight sight) {
    return sight.made(Inner.class, () -> new Inner(made.incrementAndGet()));
  }
}
