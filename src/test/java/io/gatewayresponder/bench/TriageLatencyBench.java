package io.gatewayresponder.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.azure.TwinRoom;
import io.gatewayresponder.evidence.Glance;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.lab.twin.arm.ArmOptions;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.WebSites;
import io.gatewayresponder.runbook.steps.Guide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How long does a diagnosis take when every call to Azure takes 150 ms? Production's own sight
 * looks at the twin, from opening it to the verdict; beside it stands the longest chain of reads
 * that need each other, below which no triage can get. Back-end health is asked for in both ways in
 * which ARM answers: by an operation, which takes longer than anything else, and at once, where the
 * other chains show. The first triage of each kind opens connections and loads classes, and is not
 * counted.
 */
public final class TriageLatencyBench {
  /** What a call of ARM takes from within its region, roughly. */
  private static final int LATENCY_MILLIS = 150;

  private static final int ROUNDS = 5;

  /** The goal: wall time over the longest chain. */
  private static final double MOST = 1.15;

  private static final String OVER = "over the goal";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is done to the shop, and which word of the transcript says that it was seen. */
  private enum Kind {
    HEALTHY("Healthy", "6a.") {
      @Override
      void breakIt(TwinRoom room) {}
    },
    DENIED("Unhealthy", "2c-1.1") {
      @Override
      void breakIt(TwinRoom room) throws IOException {
        room.estate().putChild(rule());
      }
    },
    APP_SERVICE("Unhealthy", "5.") {
      @Override
      void breakIt(TwinRoom room) throws IOException {
        makeApp(room);
      }
    };

    private final String health;
    private final String row;

    Kind(String health, String row) {
      this.health = health;
      this.row = row;
    }

    abstract void breakIt(TwinRoom room) throws IOException;
  }

  /**
   * One triage.
   *
   * @param wall from opening the sight to the verdict, in milliseconds
   */
  private record Triage(String transcript, int reads, long wall, List<Glance> chain) {
    long chainMillis() {
      return Chain.milliseconds(chain);
    }

    double ratio() {
      return (double) wall / chainMillis();
    }
  }

  private TriageLatencyBench() {}

  /** Prints the figures; whether all are within the goal decides the exit code. */
  public static void main(String[] arguments) throws Exception {
    String figures = run();
    System.out.println(figures);
    System.exit(figures.contains(OVER) ? 1 : 0);
  }

  /** The figures as lines of text. */
  static String run() throws Exception {
    TwinRoom.Shared shared =
        TwinRoom.Shared.in(Files.createTempDirectory(Path.of("target"), "latency"));
    StringBuilder figures = new StringBuilder();
    ArmOptions byOperation = ArmOptions.defaults().withLatency(LATENCY_MILLIS, 0);
    ArmOptions atOnce = byOperation.withBackendHealth(Duration.ZERO);
    for (Kind kind : Kind.values()) {
      figures.append(line(kind, "health by operation", measure(shared, kind, byOperation)));
      figures.append(line(kind, "health at once", measure(shared, kind, atOnce)));
    }
    return figures.toString();
  }

  private static String line(Kind kind, String how, Triage middle) {
    return String.format(
        Locale.ROOT,
        "bench: triage %s, %s: %d reads, %d ms; longest chain %d ms (%s): %.2f, %s%n",
        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        how,
        middle.reads(),
        middle.wall(),
        middle.chainMillis(),
        String.join(" > ", middle.chain().stream().map(Glance::what).toList()),
        middle.ratio(),
        middle.ratio() <= MOST ? "within the goal" : OVER + " of " + MOST);
  }

  /** The middle one of some triages, by their ratio. */
  private static Triage measure(TwinRoom.Shared shared, Kind kind, ArmOptions options)
      throws Exception {
    try (TwinRoom room = TwinRoom.ofTheShop(shared, options)) {
      kind.breakIt(room);
      awaitHealth(room, kind.health);
      var unused = triage(room);
      List<Triage> triages = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        Triage triage = triage(room);
        if (!triage.transcript().contains(kind.row)) {
          throw new IllegalStateException(kind + " was not seen: " + triage.transcript());
        }
        triages.add(triage);
      }
      triages.sort(Comparator.comparingDouble(Triage::ratio));
      return triages.get(ROUNDS / 2);
    }
  }

  private static Triage triage(TwinRoom room) {
    long begin = System.nanoTime();
    Sight sight = room.triageSight(TwinRoom.shopGateway());
    String transcript = Guide.runbook().diagnose(sight).transcript();
    long wall = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    List<Glance> glances = sight.glances();
    return new Triage(transcript, glances.size(), wall, new Chain(glances).longest());
  }

  private static void awaitHealth(TwinRoom room, String word) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String quoted = "\"" + word + "\"";
    while (!room.causes()
        .health()
        .backendHealth(Estates.SHOP_GATEWAY)
        .toString()
        .contains(quoted)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no server is " + word);
      }
      Thread.sleep(50);
    }
  }

  private static ObjectNode rule() throws IOException {
    String group = beside("Microsoft.Network/networkSecurityGroups/web-nsg");
    return json(
        """
        {"id":"%s/securityRules/deny-gateway","name":"deny-gateway","properties":{
          "priority":100,"direction":"Inbound","access":"Deny","protocol":"Tcp",
          "sourceAddressPrefix":"10.20.0.0/24","sourcePortRange":"*",
          "destinationAddressPrefix":"*","destinationPortRange":"8080"}}
        """
            .formatted(group));
  }

  /** The pool holds an app that lets nobody in. */
  private static void makeApp(TwinRoom room) throws IOException {
    String app = beside("Microsoft.Web/sites/shop-app");
    WebSites sites = new WebSites(room.estate());
    sites.create(app);
    sites.restrict(
        app,
        List.of(
            json(
                """
                {"name":"office","priority":100,"action":"Allow","ipAddress":"192.0.2.0/24",
                  "tag":"Default"}
                """)));
    room.estate()
        .update(
            Estates.SHOP_GATEWAY,
            gateway -> {
              ObjectNode properties = gateway.withObjectProperty("properties");
              ObjectNode pool = (ObjectNode) properties.at("/backendAddressPools/0/properties");
              pool.putArray("backendAddresses")
                  .addObject()
                  .put("fqdn", "shop-app.azurewebsites.net");
              ObjectNode setting =
                  (ObjectNode) properties.at("/backendHttpSettingsCollection/0/properties");
              setting
                  .put("port", 443)
                  .put("protocol", "Https")
                  .put("pickHostNameFromBackendAddress", true)
                  .remove("probe");
            });
  }

  private static String beside(String rest) {
    return Estates.SHOP_GATEWAY.replaceFirst("Microsoft.Network/applicationGateways/.*", rest);
  }

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) JSON.readTree(text);
  }
}
