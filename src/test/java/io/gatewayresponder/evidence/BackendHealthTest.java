package io.gatewayresponder.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.evidence.ServerHealth.State;
import org.junit.jupiter.api.Test;

class BackendHealthTest {
  @Test
  void references_and_expanded_objects_say_the_same() {
    BackendHealth references = read("mixed-healthy-unhealthy-references");
    BackendHealth expanded = read("mixed-healthy-unhealthy-expanded");
    assertEquals(references.pools(), expanded.pools());
    assertEquals(
        references.pairs().stream().map(pair -> pair.pool() + "/" + pair.setting()).toList(),
        expanded.pairs().stream().map(pair -> pair.pool() + "/" + pair.setting()).toList());
    assertEquals(
        references.servers().stream().map(ServerHealth::state).toList(),
        expanded.servers().stream().map(ServerHealth::state).toList());
    assertFalse(expanded.failingPairs().isEmpty());
  }

  @Test
  void both_vocabularies_are_understood() {
    assertTrue(read("example-health-up").every(State.HEALTHY));
    assertTrue(read("cli-output-healthy").every(State.HEALTHY));
    assertTrue(read("unhealthy-nsg-and-unknown-text").every(State.UNHEALTHY));
  }

  @Test
  void an_empty_pool_has_a_pair_without_servers() {
    assertTrue(read("empty-servers").pairs().get(0).hasNoServers());
    assertTrue(read("on-demand-empty-servers").pairs().get(0).hasNoServers());
  }

  @Test
  void an_older_answer_has_no_sentence() {
    BackendHealth old = read("old-api-no-health-probe-log");
    assertFalse(old.servers().isEmpty());
    old.servers().forEach(server -> assertEquals("", server.probeLog().text()));
  }

  @Test
  void the_interface_of_a_server_is_kept() {
    assertTrue(
        read("unhealthy-nsg-and-unknown-text").servers().stream()
            .anyMatch(server -> server.ipConfigurationId().isPresent()));
  }

  private static BackendHealth read(String name) {
    return new BackendHealth(Samples.read("backend-health/" + name + ".json"));
  }
}
