package io.gatewayresponder.lab.twin.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.lab.twin.network.Json;
import io.gatewayresponder.lab.twin.servers.Authorities;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.Issuer;
import io.gatewayresponder.lab.twin.servers.Names;
import io.gatewayresponder.lab.twin.servers.Sends;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a gateway judges the certificate of a server.
 *
 * <p>The second generation trusts the well-known authorities, unless the setting names roots of its
 * own: then only those count. It wants the whole chain sent, except the root, and the name that it
 * asked for. The first generation compares with the certificates that its setting lists; a name it
 * can compare only where the pool gives one.
 */
final class GatewayTrust {

  private final Authorities authorities;

  /** What was uploaded is read once; a lab uploads few certificates. */
  private final Map<String, Optional<PublicKey>> uploaded = new ConcurrentHashMap<>();

  GatewayTrust(Authorities authorities) {
    this.authorities = authorities;
  }

  Optional<Objection> objection(
      GatewayDocument gateway, BackendCall.Asked asked, Certificate certificate) {
    boolean first = gateway.isFirstGeneration();
    if (!first && !asked.setting().path("validateCertChainAndExpiry").asBoolean(true)) {
      return name(asked, certificate);
    }
    Optional<Objection> trust =
        first
            ? listed(gateway, asked.setting(), certificate)
            : order(certificate).or(() -> root(gateway, asked.setting(), certificate));
    if (trust.isPresent()) {
      return trust;
    }
    if (!certificate.isInForce(asked.at())) {
      return Optional.of(Objection.OUT_OF_DATE);
    }
    return first ? nameOfFirst(asked.server(), certificate) : name(asked, certificate);
  }

  private Optional<Objection> listed(
      GatewayDocument gateway, JsonNode setting, Certificate certificate) {
    List<PublicKey> keys = keys(gateway, setting, "authenticationCertificates");
    boolean leafFirst =
        certificate.sends() != Sends.WITHOUT_LEAF && certificate.sends() != Sends.LEAF_NOT_FIRST;
    return leafFirst && keys.contains(authorities.leafKey(certificate))
        ? Optional.empty()
        : Optional.of(Objection.NOT_LISTED);
  }

  private static Optional<Objection> order(Certificate certificate) {
    return switch (certificate.sends()) {
      case WITHOUT_LEAF -> Optional.of(Objection.LEAF_MISSING);
      case LEAF_NOT_FIRST -> Optional.of(Objection.LEAF_NOT_FIRST);
      case WITHOUT_INTERMEDIATE ->
          certificate.issuer().hasIntermediate()
              ? Optional.of(Objection.INTERMEDIATE_MISSING)
              : Optional.empty();
      case WHOLE_CHAIN, WITH_ROOT -> Optional.empty();
    };
  }

  private Optional<Objection> root(
      GatewayDocument gateway, JsonNode setting, Certificate certificate) {
    boolean selfSignedOnly =
        certificate.issuer() instanceof Issuer.SelfSigned self && !self.isAuthority();
    if (selfSignedOnly) {
      // Documented: such a certificate reads as a chain that ends too early, uploaded or not.
      return Optional.of(Objection.INTERMEDIATE_MISSING);
    }
    boolean throughIntermediate = certificate.issuer().hasIntermediate();
    if (setting.path("trustedRootCertificates").isEmpty()) {
      if (certificate.issuer() instanceof Issuer.WellKnown) {
        return Optional.empty();
      }
      return Optional.of(
          throughIntermediate ? Objection.INTERMEDIATE_NOT_PUBLIC : Objection.SERVER_NOT_PUBLIC);
    }
    if (keys(gateway, setting, "trustedRootCertificates")
        .contains(authorities.rootKey(certificate))) {
      return Optional.empty();
    }
    return Optional.of(
        throughIntermediate && certificate.sends() != Sends.WITH_ROOT
            ? Objection.INTERMEDIATE_NOT_TRUSTED
            : Objection.ROOT_MISMATCH);
  }

  /** A client whose host nobody modelled is not asked for it. */
  private static Optional<Objection> name(BackendCall.Asked asked, Certificate certificate) {
    JsonNode setting = asked.setting();
    String name = Json.text(setting, "sniName").orElse(asked.host());
    boolean fits =
        name.isEmpty() || !setting.path("validateSNI").asBoolean(true) || certificate.covers(name);
    return fits ? Optional.empty() : Optional.of(Objection.OTHER_NAME);
  }

  private static Optional<Objection> nameOfFirst(String server, Certificate certificate) {
    return Names.isAddress(server) || certificate.covers(server)
        ? Optional.empty()
        : Optional.of(Objection.OTHER_NAME_V1);
  }

  /** The keys of the certificates to which a setting refers. */
  private List<PublicKey> keys(GatewayDocument gateway, JsonNode setting, String collection) {
    List<PublicKey> keys = new ArrayList<>();
    for (JsonNode reference : setting.path(collection)) {
      Json.text(reference, "id")
          .flatMap(id -> gateway.child(collection, Json.lastSegment(id)))
          .flatMap(child -> Json.text(Json.properties(child), "data"))
          .flatMap(data -> uploaded.computeIfAbsent(data, GatewayTrust::read))
          .ifPresent(keys::add);
    }
    return keys;
  }

  /** Azure keeps what was uploaded as it came: base64 of DER, or of a PEM text. */
  private static Optional<PublicKey> read(String data) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(data);
      return Optional.of(
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes))
              .getPublicKey());
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
