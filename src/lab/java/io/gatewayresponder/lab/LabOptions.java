package io.gatewayresponder.lab;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a lab is started.
 *
 * @param app the packaged app's folder
 * @param directory where the lab writes; it is the lab's own
 * @param project where {@code src/lab/node} and {@code infra} are
 */
public record LabOptions(Path app, Path directory, Path project, Map<LabSetting, String> settings) {

  private static final int MAX_PORT = 65_535;

  public LabOptions {
    settings = Map.copyOf(settings);
  }

  /**
   * Options from text such as {@code arm.port=7444,clock.speed=10}.
   *
   * @throws LabProblem for a setting that is unknown or cannot be read
   */
  public static LabOptions parse(Path app, Path directory, String text) {
    Map<LabSetting, String> settings = new EnumMap<>(LabSetting.class);
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        String[] pair = part.strip().split("=", 2);
        LabSetting setting =
            LabSetting.find(pair[0])
                .orElseThrow(
                    () ->
                        new LabProblem(
                            "There is no setting " + pair[0] + ".\n" + LabSetting.help()));
        if (pair.length < 2) {
          throw new LabProblem("The setting " + pair[0] + " has no value: " + pair[0] + "=…");
        }
        check(setting, pair[1]);
        settings.put(setting, pair[1]);
      }
    }
    return new LabOptions(app, directory, Path.of(""), settings);
  }

  /** The same with every port free to be any: what tests use. */
  public LabOptions onFreePorts() {
    Map<LabSetting, String> free = new EnumMap<>(LabSetting.class);
    free.putAll(settings);
    for (LabSetting setting : LabSetting.values()) {
      if (setting.isPort()) {
        free.put(setting, "0");
      }
    }
    return new LabOptions(app, directory, project, free);
  }

  String value(LabSetting setting) {
    return settings.getOrDefault(setting, setting.byDefault());
  }

  int integer(LabSetting setting) {
    return Integer.parseInt(value(setting));
  }

  double number(LabSetting setting) {
    return Double.parseDouble(value(setting));
  }

  private static void check(LabSetting setting, String value) {
    try {
      double number = Double.parseDouble(value);
      boolean whole = number == Math.rint(number);
      boolean fits =
          setting == LabSetting.CLOCK_SPEED
              ? number > 0 && number <= 10_000
              : whole && number >= 0 && number <= (setting.isPort() ? MAX_PORT : Integer.MAX_VALUE);
      if (!fits) {
        throw new LabProblem(setting.written() + "=" + value + " is out of range.");
      }
      if (setting != LabSetting.CLOCK_SPEED) {
        int unused = Integer.parseInt(value);
      }
    } catch (NumberFormatException e) {
      throw new LabProblem(setting.written() + "=" + value + " is no number.", e);
    }
  }
}
