package io.gatewayresponder.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabOptionsTest {
  @Test
  void what_is_not_set_has_its_default() {
    LabOptions options = parse("arm.port=7444, clock.speed=0.5");
    assertEquals(7444, options.integer(LabSetting.ARM_PORT));
    assertEquals(0.5, options.number(LabSetting.CLOCK_SPEED));
    assertEquals(7071, options.integer(LabSetting.APP_PORT));
  }

  @Test
  void tests_take_free_ports_and_keep_the_rest() {
    LabOptions options = parse("arm.port=7444,clock.speed=5").onFreePorts();
    assertEquals(0, options.integer(LabSetting.ARM_PORT));
    assertEquals(0, options.integer(LabSetting.BUS_PORT));
    assertEquals(5, options.number(LabSetting.CLOCK_SPEED));
  }

  @ParameterizedTest
  @CsvSource({
    "arm.prot=1, There is no setting arm.prot",
    "arm.port, has no value",
    "arm.port=x, is no number",
    "arm.port=1.5, is out of range",
    "arm.port=70000, is out of range",
    "clock.speed=0, is out of range",
    "help=, There is no setting help",
  })
  void what_cannot_be_is_refused_with_the_reason(String text, String reason) {
    LabProblem problem = assertThrows(LabProblem.class, () -> parse(text));
    assertTrue(String.valueOf(problem.getMessage()).contains(reason), problem.getMessage());
  }

  @Test
  void the_help_names_every_setting() {
    for (LabSetting setting : LabSetting.values()) {
      assertTrue(LabSetting.help().contains(setting.written()));
    }
  }

  private static LabOptions parse(String text) {
    return LabOptions.parse(Path.of("app"), Path.of("lab"), text);
  }
}
