package io.gatewayresponder.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gatewayresponder.lab.scenario.Narrator;
import io.gatewayresponder.lab.scenario.ScenarioRun;
import io.gatewayresponder.lab.scenario.Scenarios;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scenarios, from a fault to its end, and what the lab's command says to wrong use. */
final class ScenarioIT {
  private static final long COMMAND_LIMIT_SECONDS = 60;

  @ParameterizedTest
  @CsvSource({"nsg-deny,true", "nsg-deny,false", "gateway-stopped,true", "gateway-stopped,false"})
  void goes_as_it_should(String scenario, boolean approve) {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    boolean well =
        new ScenarioRun(
                LabFixture.restored(),
                Scenarios.find(scenario).orElseThrow(),
                approve,
                new Narrator(new PrintStream(told, true, UTF_8)))
            .play();
    assertTrue(well, () -> told.toString(UTF_8));
  }

  @Test
  void an_unknown_scenario_lists_the_known_ones() throws Exception {
    Ended ended = command("-Dlab.scenario=no-such", "-Dlab.approve=yes");
    assertEquals(2, ended.code(), ended.said());
    assertTrue(ended.said().contains("no-such"), ended.said());
    assertTrue(ended.said().contains("nsg-deny"), ended.said());
    assertTrue(ended.said().contains("gateway-stopped"), ended.said());
  }

  @Test
  void a_scenario_without_a_decision_is_wrong_use() throws Exception {
    Ended ended = command("-Dlab.scenario=nsg-deny", "-Dlab.approve=perhaps");
    assertEquals(2, ended.code(), ended.said());
    assertTrue(ended.said().contains("-Dlab.approve=yes"), ended.said());
  }

  private record Ended(int code, String said) {}

  /** Runs the lab's command as Maven does. */
  private static Ended command(String... properties) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(properties));
    command.addAll(
        List.of("-classpath", System.getProperty("java.class.path"), Lab.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(COMMAND_LIMIT_SECONDS, TimeUnit.SECONDS), said);
    return new Ended(process.exitValue(), said);
  }
}
