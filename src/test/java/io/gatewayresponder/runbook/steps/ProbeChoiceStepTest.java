package io.gatewayresponder.runbook.steps;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Shop;
import java.util.Locale;

class ProbeChoiceStepTest extends StepExamples<ProbeInUse> {
  ProbeChoiceStepTest() {
    super(new ProbeChoiceStep(), WEB);
  }

  @Override
  void examples() {
    example("2a.1", "no probe on the setting", new Shop().setting(one -> one.remove("probe")));
    example("2a.2", "a probe on the setting", new Shop());
    example(
        "2a.2",
        "the probe's reference in another casing",
        new Shop()
            .setting(
                one ->
                    one.withObject("/probe")
                        .put(
                            "id",
                            Shop.GATEWAY.toString().toUpperCase(Locale.ROOT)
                                + "/PROBES/WEB-PROBE")));
    example("2a.x1", "the probe is gone", new Shop().gateway(one -> one.remove("probes")));
    example(
        "2a.x2",
        "the setting is gone",
        new Shop().gateway(one -> one.remove("backendHttpSettingsCollection")));
    example(
        "2a.x2",
        "the gateway cannot be read",
        new Shop().sight().unreadable(Shop.GATEWAY, Look.Why.FORBIDDEN));
  }
}
