package io.gatewayresponder.lab.fault;

import io.gatewayresponder.lab.fault.Places.Probed;
import io.gatewayresponder.lab.fault.Topology.Setting;
import io.gatewayresponder.lab.twin.servers.Authorities;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.Issuer;
import io.gatewayresponder.lab.twin.servers.Sends;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Certificates that a gateway refuses, and trust that was taken from it. */
final class CertificateFaults {
  private static final String OTHER = "Some Other CA";

  /** The parameter by which a root is asked for. */
  private static final String ROOT = "root";

  private static final String ON_THE_SERVER =
      "the servers have to show another certificate or chain";

  /** A server has one certificate, and without a handshake several faults look alike. */
  static final String TLS = "tls";

  private CertificateFaults() {}

  private static boolean isEncrypted(Probed each) {
    return each.setting().isEncrypted() && !each.pool().kind().isPlatform();
  }

  private static boolean isTrusted(Probed each) {
    return each.setting().authority().isPresent();
  }

  private static boolean isWellKnown(Probed each) {
    return isEncrypted(each) && !isTrusted(each);
  }

  /** An authority's own certificate, as its people have it. */
  private static String root(World world, String authority) {
    return Authorities.base64(world.backends().authorities().privateRoot(authority));
  }

  /** A certificate with which a setting's probes and requests are content. */
  static Certificate good(Setting setting) {
    String probed = setting.probe().map(Topology.Probe::host).orElse("");
    Certificate certificate =
        probed.isEmpty()
            ? Certificate.of(setting.hostName())
            : Certificate.of(setting.hostName(), probed);
    return setting
        .authority()
        .map(name -> certificate.issuedBy(new Issuer.Private(name, name.length() % 2 == 0)))
        .orElse(certificate);
  }

  static List<Fault> all() {
    return List.of(
        shown(
            "certificate-for-another-name",
            CertificateFaults::isEncrypted,
            (good, now) ->
                new Certificate(
                    "other.example",
                    List.of("other.example", "*.other.example"),
                    good.validFrom(),
                    good.validTo(),
                    good.issuer(),
                    good.sends()),
            "2d.3",
            "2d.5"),
        shown(
                "certificate-expired",
                CertificateFaults::isEncrypted,
                (good, now) ->
                    good.valid(now.minus(Duration.ofDays(400)), now.minus(Duration.ofDays(3))),
                "2d.x1")
            .forPeople(ON_THE_SERVER),
        shown(
                "intermediate-missing",
                CertificateFaults::isWellKnown,
                (good, now) -> good.sending(Sends.WITHOUT_INTERMEDIATE),
                "2d.x2")
            .forPeople(ON_THE_SERVER),
        shown(
                "leaf-missing",
                CertificateFaults::isWellKnown,
                (good, now) -> good.sending(Sends.WITHOUT_LEAF),
                "2d.5")
            .forPeople(ON_THE_SERVER),
        shown(
                "leaf-not-first",
                CertificateFaults::isWellKnown,
                (good, now) -> good.sending(Sends.LEAF_NOT_FIRST),
                "2d.x5")
            .forPeople(ON_THE_SERVER),
        knowingRoot(
            shown(
                "signed-by-a-private-authority",
                CertificateFaults::isWellKnown,
                (good, now) -> good.issuedBy(new Issuer.Private(OTHER, true)),
                "2d.4")),
        untrusted(),
        otherRoot(),
        noTls().forPeople("the servers have to speak TLS; to go on without it is no remedy"),
        unseen().forPeople(ON_THE_SERVER));
  }

  private interface Spoiling {
    Certificate apply(Certificate good, Instant now);
  }

  /** All servers of a pool show something else. */
  private static Fault shown(
      String name, Predicate<Probed> which, Spoiling spoiling, String... rows) {
    return fault(
            name,
            which,
            false,
            (world, failing) -> {
              show(world, failing, spoiling);
              return Truth.of(name, rows);
            },
            rows[0])
        .oneOf(TLS);
  }

  private static void show(World world, List<Probed> failing, Spoiling spoiling) {
    for (Probed each : failing) {
      world
          .backends()
          .setCertificate(
              each.server().address(),
              each.setting().port(),
              spoiling.apply(good(each.setting()), world.clock().instant()));
    }
  }

  /**
   * As above, and the responder is where it reaches no server: there is the gateway's word only.
   */
  private static Fault unseen() {
    return fault(
            "intermediate-missing-unseen",
            CertificateFaults::isWellKnown,
            false,
            (world, failing) -> {
              show(world, failing, (good, now) -> good.sending(Sends.WITHOUT_INTERMEDIATE));
              world.moveResponderOutside();
              return Truth.of("intermediate-missing-unseen", "2d.6");
            },
            "2d.6")
        .oneOf(TLS);
  }

  /** Whoever made that authority has its root at hand. */
  private static Fault knowingRoot(Fault fault) {
    return new Fault(
        fault.name(),
        fault.reaches(),
        fault.possible(),
        fault.exclusive(),
        fault.remedy(),
        (world, dice) -> fault.apply().apply(world, dice).answering(ROOT, root(world, OTHER)));
  }

  /** Somebody takes the private root off the setting. */
  private static Fault untrusted() {
    return fault(
        "trusted-root-taken-off",
        CertificateFaults::isTrusted,
        true,
        (world, failing) -> {
          world.editPart(
              "backendHttpSettingsCollection",
              failing.get(0).setting().name(),
              json -> json.remove("trustedRootCertificates"));
          String authority = failing.get(0).setting().authority().orElseThrow();
          return Truth.of("trusted-root-taken-off", "2d.4").answering(ROOT, root(world, authority));
        },
        "2d.4");
  }

  /** The root that was uploaded is of another authority. */
  private static Fault otherRoot() {
    return fault(
        "other-root-uploaded",
        CertificateFaults::isTrusted,
        true,
        (world, failing) -> {
          Setting setting = failing.get(0).setting();
          world.editPart(
              "trustedRootCertificates",
              setting.name() + "-root",
              json -> json.put("data", root(world, OTHER)));
          return Truth.of("other-root-uploaded", "2d.x3")
              .answering(ROOT, root(world, setting.authority().orElseThrow()));
        },
        "2d.x3");
  }

  private static Fault noTls() {
    return fault(
            "server-without-tls",
            CertificateFaults::isEncrypted,
            false,
            (world, failing) -> {
              failing.forEach(
                  each ->
                      world
                          .backends()
                          .setProtocol(each.server().address(), each.setting().port(), "Http"));
              return Truth.of("server-without-tls", "2d.x4");
            },
            "2d.x4")
        .oneOf(TLS);
  }

  private interface Breaking {
    Truth apply(World world, List<Probed> failing);
  }

  private static Fault fault(
      String name,
      Predicate<Probed> which,
      boolean wholeSetting,
      Breaking breaking,
      String reached) {
    return Fault.of(
            name,
            (world, dice) -> {
              Probed hit = dice.pick(Places.probed(world.topology(), which));
              List<Probed> failing =
                  Places.probed(
                      world.topology(),
                      each ->
                          each.setting().equals(hit.setting())
                              && (wholeSetting || each.pool().equals(hit.pool())));
              int layer = LAYERS.indexOf(layer(name));
              return Places.about(
                      world.topology(), breaking.apply(world, failing), failing, LAYERS.get(layer))
                  .darkening(
                      Places.dark(
                          failing,
                          LAYERS.subList(layer + 1, LAYERS.size()).toArray(String[]::new)));
            },
            reached)
        .where(topology -> !Places.probed(topology, which).isEmpty());
  }

  /** In the order in which a gateway comes to them; where one fails, the later ones are dark. */
  private static final List<String> LAYERS = List.of("handshake", "tls", "root", "answer");

  private static String layer(String fault) {
    return switch (fault) {
      case "server-without-tls" -> "handshake";
      // Which root was uploaded does not matter any more when the setting trusts none.
      case "other-root-uploaded" -> "root";
      default -> "tls";
    };
  }
}
