package io.gatewayresponder.lab;

import io.gatewayresponder.lab.process.Ports;
import io.gatewayresponder.lab.web.PortTaken;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The lab's ports, all looked at before anything starts, so that a taken one costs no time. */
record LabPorts(Map<LabSetting, Integer> ports) {
  static LabPorts claim(LabOptions options) {
    Map<LabSetting, Integer> ports = new EnumMap<>(LabSetting.class);
    List<String> taken = new ArrayList<>();
    for (LabSetting setting : LabSetting.values()) {
      if (setting.isPort()) {
        int wanted = options.integer(setting);
        try {
          // A free one is chosen here, too: the app must know addresses before they are there.
          ports.put(setting, Ports.claim(wanted));
        } catch (PortTaken e) {
          taken.add(
              "Port %d, for %s, is taken. Move it: -Dlab.options=%s=%d (or 0 for any free one)"
                  .formatted(wanted, setting.about(), setting.written(), wanted + 1000));
        }
      }
    }
    if (!taken.isEmpty()) {
      throw new LabProblem(String.join("\n", taken));
    }
    return new LabPorts(ports);
  }

  int of(LabSetting setting) {
    return ports.getOrDefault(setting, 0);
  }
}
