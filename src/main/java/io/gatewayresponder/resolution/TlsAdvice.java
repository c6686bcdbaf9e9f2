package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.CertificateChain;
import io.gatewayresponder.evidence.ProbeLog;
import io.gatewayresponder.evidence.ShownCertificate;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.resolution.ShownServers.Shown;
import java.util.List;
import java.util.Map;

/** What to do on a server about each thing that can be wrong with its certificate, as commands. */
final class TlsAdvice {
  private static final String RELOAD =
      "Let the server read it again: sudo nginx -t && sudo systemctl reload nginx; sudo apachectl"
          + " configtest && sudo systemctl reload apache2. On IIS import the PFX into the machine's"
          + " store and choose it in the site's https binding.";

  private static final String BUNDLE =
      "Write one file in this order, the server's own certificate first, then each intermediate: cat"
          + " server.crt intermediate.crt > fullchain.pem. nginx: ssl_certificate fullchain.pem;"
          + " Apache: SSLCertificateFile fullchain.pem; Windows: openssl pkcs12 -export -in"
          + " fullchain.pem -inkey server.key -out server.pfx";

  /** What OpenSSL's numbers say, which the gateway quotes. */
  private static final Map<Integer, String> ERROR_CODES =
      Map.of(
          9, "a certificate is not valid yet",
          10, "a certificate has expired",
          18, "the certificate is self-signed",
          19, "the chain ends in a self-signed root that is not trusted",
          20, "the issuer of a certificate is neither sent nor trusted",
          21, "nothing was sent or trusted that signed the first certificate",
          62, "the certificate is for another name");

  private TlsAdvice() {}

  /** Where nothing is known more closely. */
  static List<String> general() {
    return List.of(
        "The name that is checked (the probe's host, else the setting's, else the server's) has to"
            + " be among the certificate's names.",
        "The server has to send its own certificate first and its intermediates after it.",
        "Every certificate up to the root has to be in force, and the root a public one or one that"
            + " the setting trusts.");
  }

  /** What one server shows, link by link. */
  static String seen(Shown one) {
    StringBuilder words = new StringBuilder(one.place()).append(" was seen to show");
    one.judgement()
        .chain()
        .ifPresentOrElse(
            chain -> words.append(" a certificate for ").append(describe(chain)),
            () -> words.append(" no certificate"));
    return words.append('.').toString();
  }

  private static String describe(CertificateChain chain) {
    ShownCertificate leaf = chain.leaf();
    return TlsWords.names(leaf)
        + ", in force from "
        + leaf.notBefore()
        + " to "
        + leaf.notAfter()
        + ", signed by "
        + TlsWords.printable(leaf.issuer())
        + "; "
        + chain.shown().size()
        + (chain.shown().size() == 1 ? " certificate came" : " certificates came");
  }

  /** What the gateway's own sentence calls for. */
  static List<String> on(ProbeLog log, TlsTarget target) {
    return switch (log.kind()) {
      case NAME_MISMATCH, NAME_MISMATCH_V1 -> on(TlsFault.OTHER_NAME, target);
      case EXPIRED -> on(TlsFault.OUT_OF_DATE, target);
      case INTERMEDIATE_MISSING -> incomplete(target);
      case LEAF_MISSING ->
          List.of(
              "What comes first is an authority's certificate: the server's own is not in the file"
                  + " that it reads. See which it is: openssl x509 -in FILE -noout -subject"
                  + " -ext basicConstraints",
              BUNDLE,
              RELOAD);
      case LEAF_NOT_FIRST -> on(TlsFault.LEAF_NOT_FIRST, target);
      case SERVER_CERTIFICATE_NOT_PUBLIC,
          INTERMEDIATE_NOT_PUBLIC,
          INTERMEDIATE_NOT_TRUSTED,
          ROOT_MISMATCH ->
          on(TlsFault.PRIVATE_WITHOUT_ROOT, target);
      case VERIFICATION_FAILED -> errorCode(log);
      case STATUS_MISMATCH ->
          List.of(
              "See whether the server takes TLS only: curl -vk https://"
                  + (target.name().isEmpty() ? target.server() : target.name())
                  + ":"
                  + target.port()
                  + "/"
                  + (target.name().isEmpty()
                      ? ""
                      : " --connect-to ::" + target.server() + ":" + target.port()),
              "Where plain HTTP was meant, open a port for it on the server, or switch the redirect"
                  + " to TLS off there.");
      default -> List.of();
    };
  }

  private static List<String> errorCode(ProbeLog log) {
    return log.errorCode().stream()
        .boxed()
        .flatMap(
            code ->
                java.util.stream.Stream.ofNullable(ERROR_CODES.get(code))
                    .map(words -> "Error code " + code + " of OpenSSL: " + words + "."))
        .toList();
  }

  private static List<String> incomplete(TlsTarget target) {
    return List.of(
        "The server does not send what signed its certificate. Get the intermediate from the"
            + " authority, and see that it fits: openssl verify -partial_chain -trusted"
            + " intermediate.crt server.crt",
        BUNDLE,
        RELOAD,
        "Afterwards more than one certificate has to come: "
            + target.handshake()
            + " | grep -c 'BEGIN CERTIFICATE'");
  }

  /** What was seen calls for. */
  static List<String> on(TlsFault fault, TlsTarget target) {
    return switch (fault) {
      case OUT_OF_DATE ->
          List.of(
              "See which certificate is out of date: "
                  + target.handshake()
                  + " | grep -E 'NotBefore|verify'. For the file on the server: openssl x509 -in"
                  + " server.crt -noout -dates",
              "Renew it with the authority that issued it (an intermediate is renewed by the"
                  + " authority itself); nothing on the gateway cures a date.",
              RELOAD);
      case LEAF_NOT_FIRST -> List.of(BUNDLE, RELOAD);
      case OTHER_NAME ->
          List.of(
              "Where the host is right and the certificate is not, have it issued again with that"
                  + " name among its subject alternative names: openssl req -new -key server.key"
                  + " -subj /CN="
                  + host(target)
                  + " -addext subjectAltName=DNS:"
                  + host(target)
                  + " -out server.csr",
              RELOAD);
      case ISSUER_NOT_SHOWN ->
          List.of(
              "Either an intermediate is missing, or a private authority signed it directly. A"
                  + " public one says where its certificate is: openssl x509 -in server.crt -noout"
                  + " -issuer -ext authorityInfoAccess",
              BUNDLE,
              RELOAD);
      case PRIVATE_WITHOUT_ROOT, OTHER_ROOT ->
          List.of(
              "Get the root from the authority itself and compare: openssl x509 -in ROOT.cer -noout"
                  + " -subject -fingerprint -sha256. It is attached to the setting beside the roots"
                  + " that are attached already; the command line's --root-certs replaces them.");
      case SELF_SIGNED ->
          List.of(
              "A self-signed certificate that is no authority's cannot be trusted by uploading it:"
                  + " have an authority sign one.");
      case NO_TLS ->
          List.of(
              "The server answers in plain text: switch TLS on at "
                  + target.server()
                  + ":"
                  + target.port()
                  + ".");
      case NO_CERTIFICATE ->
          List.of("The handshake ended early: see the server's own log for why it refused.");
    };
  }

  private static String host(TlsTarget target) {
    return target.name().isEmpty() ? "HOST" : target.name();
  }
}
