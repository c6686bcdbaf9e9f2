package io.gatewayresponder.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.scenario.Owner;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** One lab on free ports for all the integration tests of a run; it ends with the test process. */
public final class LabFixture {
  private static final Set<String> OPEN =
      Set.of("RECEIVED", "TRIAGING", "AWAITING_APPROVAL", "APPROVED", "EXECUTING", "VERIFYING");

  private static final String GATEWAYS = "Microsoft.Network/applicationGateways";
  private static final String SECURITY_GROUPS = "Microsoft.Network/networkSecurityGroups";

  private static final class Holder {
    static final RunningLab LAB = start();

    /** What tests break. */
    static final List<ObjectNode> WHOLE = breakable(LAB);
  }

  private LabFixture() {}

  /** The lab; started at the first call. */
  public static RunningLab lab() {
    return Holder.LAB;
  }

  /**
   * The lab put back as it was at its start: nothing is down or misbehaves, the shop is whole, its
   * alerts and incidents have ended, other tests' gateways are gone, and the call log is empty.
   * What is stored about earlier incidents stays.
   */
  static RunningLab restored() {
    RunningLab lab = lab();
    List<ObjectNode> whole = Holder.WHOLE;
    lab.arm().faults().clear();
    lab.tables().start();
    lab.bus().refuse(false);
    lab.host().start();
    lab.estate().ofType(GATEWAYS).stream()
        .map(gateway -> gateway.path("id").asText())
        .filter(id -> !id.equalsIgnoreCase(Estates.SHOP_GATEWAY))
        .forEach(lab.estate()::remove);
    whole.forEach(lab.estate()::put);
    Owner owner = new Owner(lab);
    OnCall onCall = new OnCall(lab);
    Await.until(
        "a shop that is well",
        () ->
            owner.isHealthy()
                && owner.alerts().stream().noneMatch(alert -> alert.endsWith("Fired"))
                && onCall.incidents(Estates.SHOP_GATEWAY).stream().noneMatch(LabFixture::isOpen),
        () -> owner.health() + " " + owner.alerts() + " " + onCall.incidents(Estates.SHOP_GATEWAY));
    lab.arm().calls().clear();
    return lab;
  }

  private static boolean isOpen(JsonNode incident) {
    return OPEN.contains(incident.path("state").asText());
  }

  private static List<ObjectNode> breakable(RunningLab lab) {
    List<ObjectNode> documents = lab.estate().ofType(SECURITY_GROUPS);
    documents.addAll(lab.estate().ofType(GATEWAYS));
    return documents;
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
