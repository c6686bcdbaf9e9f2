package io.gatewayresponder.lab.twin.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A certificate as JSON: {@code {names, commonName?, validFrom?, validTo?, issuer?, authority?,
 * sends?}}. The issuer is {@code well-known}, {@code private}, {@code private-through-intermediate}
 * (these with the authority's name), {@code self-signed} or {@code self-signed-authority}; what is
 * sent is one of {@link Sends} in small letters with dashes. The simple terms {@code expired} and
 * {@code chainComplete} work too.
 */
final class CertificateJson {

  private static final String WELL_KNOWN = "well-known";
  private static final String PRIVATE = "private";
  private static final String PRIVATE_THROUGH_INTERMEDIATE = "private-through-intermediate";
  private static final String SELF_SIGNED = "self-signed";
  private static final String SELF_SIGNED_AUTHORITY = "self-signed-authority";

  private CertificateJson() {}

  static ObjectNode show(Certificate certificate) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    certificate.names().forEach(shown.putArray("names")::add);
    shown.put("commonName", certificate.commonName());
    shown.put("validFrom", certificate.validFrom().toString());
    shown.put("validTo", certificate.validTo().toString());
    shown.put("issuer", kind(certificate.issuer()));
    if (certificate.issuer() instanceof Issuer.Private own) {
      shown.put("authority", own.authority());
    }
    shown.put("sends", written(certificate.sends()));
    return shown.put("chainComplete", certificate.chainComplete());
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Certificate read(JsonNode request) {
    List<String> names = new ArrayList<>();
    request.path("names").forEach(name -> names.add(name.asText()));
    if (names.isEmpty() && !request.hasNonNull("commonName")) {
      throw new IllegalArgumentException("A certificate has \"names\" or a \"commonName\".");
    }
    Certificate simple =
        new Certificate(
            names,
            request.path("expired").asBoolean(false),
            request.path("chainComplete").asBoolean(true));
    Certificate named = simple.called(request.path("commonName").asText(simple.commonName()));
    Certificate timed =
        named.valid(
            moment(request, "validFrom", named.validFrom()),
            moment(request, "validTo", named.validTo()));
    Certificate issued = request.has("issuer") ? timed.issuedBy(issuer(request)) : timed;
    return request.has("sends") ? issued.sending(sends(request)) : issued;
  }

  private static Issuer issuer(JsonNode request) {
    String kind = request.path("issuer").asText();
    String authority = request.path("authority").asText("Contoso");
    return switch (kind) {
      case WELL_KNOWN -> new Issuer.WellKnown();
      case PRIVATE -> new Issuer.Private(authority, false);
      case PRIVATE_THROUGH_INTERMEDIATE -> new Issuer.Private(authority, true);
      case SELF_SIGNED -> new Issuer.SelfSigned(false);
      case SELF_SIGNED_AUTHORITY -> new Issuer.SelfSigned(true);
      default -> throw new IllegalArgumentException("There is no issuer \"" + kind + "\".");
    };
  }

  private static String kind(Issuer issuer) {
    if (issuer instanceof Issuer.Private own) {
      return own.throughIntermediate() ? PRIVATE_THROUGH_INTERMEDIATE : PRIVATE;
    }
    if (issuer instanceof Issuer.SelfSigned self) {
      return self.isAuthority() ? SELF_SIGNED_AUTHORITY : SELF_SIGNED;
    }
    return WELL_KNOWN;
  }

  private static Sends sends(JsonNode request) {
    String wanted = request.path("sends").asText();
    return Arrays.stream(Sends.values())
        .filter(each -> written(each).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Nothing is sent as \"" + wanted + "\"."));
  }

  private static String written(Sends sends) {
    return sends.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Instant moment(JsonNode request, String field, Instant otherwise) {
    if (!request.hasNonNull(field)) {
      return otherwise;
    }
    try {
      return Instant.parse(request.path(field).asText());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + field + "\" is a moment such as 2026-03-01T00:00:00Z.", e);
    }
  }
}
