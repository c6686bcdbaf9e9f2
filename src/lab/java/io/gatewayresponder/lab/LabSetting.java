package io.gatewayresponder.lab;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be set with {@code -Dlab.options=name=value,name=value}. A port of 0 is any free one.
 */
public enum LabSetting {
  APP_PORT("7071", "the app: console, alert intake"),
  TEAMS_PORT("7072", "the Teams channel"),
  CONTROL_PORT("7070", "the control room"),
  ARM_PORT("7443", "Azure Resource Manager (HTTPS)"),
  IDENTITY_PORT("7073", "the managed-identity endpoint"),
  BUS_PORT("7672", "Service Bus (AMQP)"),
  TABLES_PORT("7002", "table storage"),
  NETWORK_PORT("7080", "the modelled network (SOCKS5)"),
  CLOCK_SPEED("60", "simulated seconds per second of the twin's clock"),
  ARM_LATENCY("0", "milliseconds that every ARM call takes"),
  ARM_SEED("1", "seed of everything in the twin that is drawn by lot");

  private final String byDefault;
  private final String about;

  LabSetting(String byDefault, String about) {
    this.byDefault = byDefault;
    this.about = about;
  }

  /** As it is written in options: {@code app.port}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  public String byDefault() {
    return byDefault;
  }

  String about() {
    return about;
  }

  boolean isPort() {
    return name().endsWith("_PORT");
  }

  static Optional<LabSetting> find(String written) {
    return Arrays.stream(values()).filter(setting -> setting.written().equals(written)).findFirst();
  }

  /** The table for people. */
  static String help() {
    StringBuilder help =
        new StringBuilder(
            "Settings of the lab: -Dlab.options=name=value,name=value (0 as a port: any free one)\n");
    for (LabSetting setting : values()) {
      help.append(
          "  %-14s %-6s %s%n".formatted(setting.written(), setting.byDefault, setting.about));
    }
    return help.toString();
  }
}
