package io.gatewayresponder.lab;

import java.nio.file.Path;

/** One lab on free ports for all the integration tests of a run; it ends with the test process. */
public final class LabFixture {
  private static final class Holder {
    static final RunningLab LAB = start();
  }

  private LabFixture() {}

  /** The lab; started at the first call. */
  public static RunningLab lab() {
    return Holder.LAB;
  }

  private static RunningLab start() {
    RunningLab lab =
        Lab.start(
            LabOptions.parse(
                    Path.of(
                        System.getProperty("lab.app", "target/azure-functions/gateway-responder")),
                    Path.of("target", "lab-it"),
                    "")
                .onFreePorts());
    Runtime.getRuntime().addShutdownHook(new Thread(lab::close));
    return lab;
  }
}
