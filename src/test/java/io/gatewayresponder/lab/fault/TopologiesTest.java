package io.gatewayresponder.lab.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.lab.twin.servers.Authorities;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Generated gateways: they work, they differ, and a seed is enough to have one again. */
final class TopologiesTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Authorities AUTHORITIES = Authorities.fresh();

  @Test
  void a_seed_draws_the_same_gateway_again() {
    assertEquals(Topologies.generate(7), Topologies.generate(7));
  }

  @Test
  void every_generated_gateway_works() {
    for (long seed = 1; seed <= 40; seed++) {
      try (World world = new World(Topologies.generate(seed), START, AUTHORITIES)) {
        world.pass(Duration.ofMinutes(6));
        assertEquals(Set.of(), world.complaints(), "seed " + seed);
      }
    }
  }

  @Test
  void they_are_of_every_kind() {
    List<Topology> many = LongStream.rangeClosed(1, 200).mapToObj(Topologies::generate).toList();
    Set<String> tiers = new HashSet<>();
    Set<Topology.Kind> kinds = new HashSet<>();
    for (Topology topology : many) {
      tiers.add(topology.tier());
      topology.pools().forEach(pool -> kinds.add(pool.kind()));
    }
    assertEquals(Set.of("Standard", "WAF", "Basic", "Standard_v2", "WAF_v2"), tiers);
    assertEquals(Set.of(Topology.Kind.values()), kinds);
    assertTrue(many.stream().anyMatch(one -> one.ways().get(0).pathMap().isPresent()));
    assertTrue(many.stream().anyMatch(one -> one.serverPlaces().size() == 3));
  }

  @Test
  void every_fault_is_possible_somewhere_and_has_a_name_of_its_own() {
    List<Topology> many = LongStream.rangeClosed(1, 60).mapToObj(Topologies::generate).toList();
    Set<String> names = new HashSet<>();
    for (Fault fault : Faults.all()) {
      assertTrue(names.add(fault.name()), fault.name());
      assertTrue(many.stream().anyMatch(fault.possible()), fault.name());
    }
  }
}
