package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.AddressRange;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the value of a parameter has to look. What a person enters goes into a document that Azure
 * takes literally, so each type says what is allowed and everything else is refused.
 */
public enum ParameterType {
  /** Decimal digits within the parameter's bounds. */
  WHOLE_NUMBER(ParameterType::number),
  /** One of the parameter's choices. */
  CHOICE(
      (parameter, value) ->
          parameter.choices().contains(value)
              ? Optional.empty()
              : Optional.of("choose one of " + String.join(", ", parameter.choices()))),
  /** A URL path with an optional query. */
  PATH(
      matching(
          "/[A-Za-z0-9._~!$&'()*+,;=:@%/-]{0,1023}(\\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,512})?",
          "a path begins with / and holds only characters that a URL may have")),
  /** A path of a URL path map: a prefix with {@code *} at its end, or one path. */
  PATH_PATTERN(
      matching(
          "/[A-Za-z0-9._~!$&'()+,;=:@%/-]{0,1023}\\*?",
          "a pattern begins with /, and may have * at its end only")),
  /** A host name, no address and no wildcard. */
  HOST_NAME(ParameterType::hostName),
  /** IP addresses or host names of servers, joined by commas. */
  SERVERS(each(ParameterType::server)),
  /** IP addresses or ranges, joined by commas. */
  ADDRESS_RANGES(
      each(
          value ->
              AddressRange.find(value).isPresent()
                  ? Optional.empty()
                  : Optional.of("is no address or range such as 10.0.1.0/24"))),
  /** HTTP status codes or ranges of them, joined by commas. */
  STATUS_CODES(each(ParameterType::statusCodes)),
  /** One X.509 certificate, as PEM text or Base64. */
  CERTIFICATE(ParameterType::certificate);

  /** Longer than a certificate of a large key with a page of names. */
  private static final int LONGEST = 16_384;

  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CODES = Pattern.compile("([1-5][0-9]{2})(-([1-5][0-9]{2}))?");

  private interface Rule {
    Optional<String> complaint(Parameter parameter, String value);
  }

  @SuppressWarnings("ImmutableEnumChecker") // every rule is a function without a state
  private final Rule rule;

  ParameterType(Rule rule) {
    this.rule = rule;
  }

  /** What is wrong with the value; empty when it may be used. */
  Optional<String> complaint(Parameter parameter, String value) {
    if (value.isBlank()) {
      return Optional.of("a value is needed");
    }
    if (value.length() > LONGEST) {
      return Optional.of("at most " + LONGEST + " characters");
    }
    return rule.complaint(parameter, tidy(value));
  }

  /** The value as it is planned with: without space around it and its entries. */
  String tidy(String value) {
    return this == CERTIFICATE ? base64(value) : String.join(", ", entries(value));
  }

  /** The entries of a list. */
  static List<String> entries(String value) {
    return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  private static Rule matching(String pattern, String otherwise) {
    Pattern compiled = Pattern.compile(pattern);
    return (parameter, value) ->
        compiled.matcher(value).matches() ? Optional.empty() : Optional.of(otherwise);
  }

  private static Rule each(Function<String, Optional<String>> entry) {
    return (parameter, value) -> {
      List<String> entries = entries(value);
      if (entries.size() < parameter.least() || entries.size() > parameter.most()) {
        return Optional.of(
            "from " + parameter.least() + " to " + parameter.most() + " entries are possible");
      }
      if (entries.stream().distinct().count() < entries.size()) {
        return Optional.of("an entry is there twice");
      }
      for (int i = 0; i < entries.size(); i++) {
        int number = i + 1;
        Optional<String> complaint = entry.apply(entries.get(i));
        if (complaint.isPresent()) {
          // What was entered is not repeated: it may be anything.
          return complaint.map(what -> "entry " + number + " " + what);
        }
      }
      return Optional.empty();
    };
  }

  private static Optional<String> number(Parameter parameter, String value) {
    boolean fits =
        DIGITS.matcher(value).matches()
            && Long.parseLong(value) >= parameter.least()
            && Long.parseLong(value) <= parameter.most();
    return fits
        ? Optional.empty()
        : Optional.of(
            "a whole number from " + parameter.least() + " to " + parameter.most() + " is needed");
  }

  private static Optional<String> hostName(Parameter parameter, String value) {
    return HOST.matcher(value).matches() && !ADDRESS.matcher(value).matches()
        ? Optional.empty()
        : Optional.of("a host name such as shop.example is needed, no address");
  }

  private static Optional<String> server(String value) {
    boolean fits =
        ADDRESS.matcher(value).matches()
            ? !value.contains("/") && AddressRange.find(value).isPresent()
            : HOST.matcher(value).matches();
    return fits ? Optional.empty() : Optional.of("is no address and no host name");
  }

  private static Optional<String> statusCodes(String value) {
    var match = CODES.matcher(value);
    boolean fits =
        match.matches()
            && (match.group(3) == null || match.group(1).compareTo(match.group(3)) <= 0);
    return fits ? Optional.empty() : Optional.of("is no status code or range such as 200-399");
  }

  private static Optional<String> certificate(Parameter parameter, String value) {
    try {
      byte[] bytes = Base64.getDecoder().decode(value);
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(bytes));
      return certificate.getBasicConstraints() >= 0
          ? Optional.empty()
          : Optional.of("this certificate is not an authority's, so nothing can be signed by it");
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.of("this is no X.509 certificate in PEM or Base64");
    }
  }

  /**
   * PEM without its frame; the text inside a PEM frame may itself be Base64 of a whole PEM file.
   */
  private static String base64(String value) {
    String bare = withoutFrame(value);
    try {
      String inside = new String(Base64.getDecoder().decode(bare), StandardCharsets.ISO_8859_1);
      return inside.startsWith("-----BEGIN CERTIFICATE-----") ? withoutFrame(inside) : bare;
    } catch (IllegalArgumentException e) {
      return bare;
    }
  }

  private static String withoutFrame(String value) {
    return value.replaceAll("-----(BEGIN|END) CERTIFICATE-----", "").replaceAll("\\s", "");
  }
}
