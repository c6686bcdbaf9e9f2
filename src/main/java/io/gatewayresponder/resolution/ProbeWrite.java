package io.gatewayresponder.resolution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.evidence.HealthProbe;
import io.gatewayresponder.evidence.Sight;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a probe should ask: into the probe itself where all of its settings want that, into a
 * copy of it where others go on with it as it is, into a new one where there is none.
 *
 * @param changes the one write; none when nothing would change
 * @param probe the name of the probe that is asked from then on
 * @param sideEffects sentences
 */
record ProbeWrite(List<Change> changes, String probe, List<String> sideEffects) {
  private static final String PROBES = "probes";
  private static final String SETTINGS = "backendHttpSettingsCollection";

  /** The documented number of failures that make a server unhealthy. */
  private static final int THRESHOLD = 3;

  static ProbeWrite of(FailingProbe failing, ProbeWish wish, Sight sight) {
    GatewayEdit edit = GatewayEdit.of(sight, failing.gateway());
    ProbeWish now = ProbeWish.now(failing);
    if (!failing.isDefault() && wish.equals(now)) {
      return new ProbeWrite(List.of(), failing.target(), List.of());
    }
    List<String> effects = new ArrayList<>(GatewayEdit.SIDE_EFFECTS);
    if (!failing.isDefault() && failing.sharers().isEmpty()) {
      edit.edit(PROBES, failing.target(), json -> apply(wish, now, json));
      if (failing.settings().size() > 1) {
        effects.add(
            "The probe %s belongs to the settings %s alike."
                .formatted(failing.target(), String.join(", ", failing.settingNames())));
      }
      return new ProbeWrite(edit.changes(), failing.target(), effects);
    }
    String name = edit.freeName(PROBES, failing.setting().name() + "-probe");
    if (failing.isDefault()) {
      edit.add(PROBES, name, fresh(wish));
    } else {
      ObjectNode copy =
          edit.part(PROBES, failing.target())
              .map(ObjectNode::deepCopy)
              .orElseGet(() -> fresh(wish));
      apply(wish, now, copy);
      edit.add(PROBES, name, copy);
      effects.add(
          "Setting %s gets a probe of its own; %s stays as it is for %s."
              .formatted(
                  String.join(", ", failing.settingNames()),
                  failing.target(),
                  String.join(", ", failing.sharers())));
    }
    attach(edit, failing, name);
    return new ProbeWrite(edit.changes(), name, effects);
  }

  /** Lets the settings that fail use a probe that is there. */
  static ProbeWrite attaching(FailingProbe failing, HealthProbe probe, Sight sight) {
    GatewayEdit edit = GatewayEdit.of(sight, failing.gateway());
    attach(edit, failing, probe.name());
    return new ProbeWrite(edit.changes(), probe.name(), GatewayEdit.SIDE_EFFECTS);
  }

  private static void attach(GatewayEdit edit, FailingProbe failing, String probe) {
    for (String setting : failing.settingNames()) {
      edit.edit(SETTINGS, setting, json -> edit.refer(json, "probe", PROBES, probe));
    }
  }

  /** Only what differs is touched. */
  private static void apply(ProbeWish wish, ProbeWish now, ObjectNode probe) {
    if (!probe.path("protocol").asText().equalsIgnoreCase(wish.protocol())) {
      probe.put("protocol", wish.protocol());
    }
    if (!wish.path().equals(now.path())) {
      probe.put("path", wish.path());
    }
    if (!wish.host().equals(now.host())) {
      host(wish, probe);
    }
    if (wish.timeoutSeconds() != now.timeoutSeconds()) {
      probe.put("timeout", wish.timeoutSeconds());
    }
    if (wish.intervalSeconds() != now.intervalSeconds()) {
      probe.put("interval", wish.intervalSeconds());
    }
    if (!wish.statusCodes().equals(now.statusCodes())) {
      wish.statusCodes().forEach(probe.withObject("/match").putArray("statusCodes")::add);
    }
    if (!wish.body().equals(now.body())) {
      probe.withObject("/match").remove("body");
    }
  }

  /** As Azure shows a new one. */
  private static ObjectNode fresh(ProbeWish wish) {
    ObjectNode probe = JsonNodeFactory.instance.objectNode();
    probe.put("protocol", wish.protocol()).put("path", wish.path());
    probe.put("interval", wish.intervalSeconds()).put("timeout", wish.timeoutSeconds());
    probe.put("unhealthyThreshold", THRESHOLD);
    host(wish, probe);
    probe.put("minServers", 0);
    wish.statusCodes().forEach(probe.putObject("match").putArray("statusCodes")::add);
    return probe;
  }

  private static void host(ProbeWish wish, ObjectNode probe) {
    boolean fromSetting = wish.host().isEmpty();
    probe.put("pickHostNameFromBackendHttpSettings", fromSetting);
    if (fromSetting) {
      probe.remove("host");
    } else {
      probe.put("host", wish.host());
    }
  }
}
