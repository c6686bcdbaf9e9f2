package io.gatewayresponder.lab.twin.health;

/**
 * The lines that back-end health shows. The wording is ours; it holds the documented key phrases by
 * which people and programs recognise each class. The class about the proxy protocol is not among
 * them: only layer-4 settings have it, and the twin routes none of these.
 */
final class ProbeLog {

  private ProbeLog() {}

  static ProbeResult success(int status) {
    return new ProbeResult(true, false, "Success. Received " + status + " status code");
  }

  private static ProbeResult couldNotConnect() {
    return failure(
        "Application Gateway could not connect to the backend. Check that the backend listens on the"
            + " port used for the probe, and whether any NSG/UDR/Firewall is blocking access to the"
            + " address and port of this backend.");
  }

  static ProbeResult couldNotConnect(boolean forSome) {
    return new ProbeResult(false, forSome, couldNotConnect().log());
  }

  static ProbeResult timeout() {
    return failure(
        "Time taken by the backend to respond to the health probe is more than the timeout threshold"
            + " in the probe setting. Look for what slows the application down, or raise the time-out.");
  }

  static ProbeResult status(String expected, int received) {
    return failure(
        "Status code of the backend's HTTP response did not match the probe setting."
            + (" Expected:{" + expected + "} Received:{" + received + "}."));
  }

  static ProbeResult body() {
    return failure(
        "Body of the backend's HTTP response did not match the probe setting. The probe expects a"
            + " text that the answer does not hold.");
  }

  static ProbeResult nameDoesNotResolve(String name) {
    return failure(
        "Application Gateway could not create a probe for this backend. This usually happens when"
            + (" the FQDN of the backend has not been entered correctly: " + name + "."));
  }

  /**
   * A server without TLS cannot show a certificate; which text Azure gives for that is inferred.
   */
  static ProbeResult noTls() {
    return failure(
        "The validity of the backend certificate could not be verified. See the OpenSSL diagnostics"
            + " for the message that belongs to error code 1.");
  }

  static ProbeResult untrusted(Objection objection) {
    return failure(
        switch (objection) {
          case NOT_LISTED ->
              "Backend server certificate is not whitelisted with Application Gateway.";
          case LEAF_MISSING ->
              "The Leaf certificate is missing from the certificate chain presented by the backend"
                  + " server. The server has to send its own certificate first.";
          case LEAF_NOT_FIRST ->
              "The Leaf certificate is not the topmost certificate in the chain presented by the"
                  + " backend server. The order is leaf, intermediates, root.";
          case INTERMEDIATE_MISSING ->
              "Intermediate certificate is missing from the certificate chain presented by the"
                  + " backend server. The server has to send its whole chain.";
          case SERVER_NOT_PUBLIC ->
              "The Server certificate presented by the backend is not signed by a well-known"
                  + " Certificate Authority. Upload the root certificate of its own authority.";
          case INTERMEDIATE_NOT_PUBLIC ->
              "The Intermediate certificate presented by the backend is not signed by a well-known"
                  + " Certificate Authority. Upload the root certificate of its own authority.";
          case INTERMEDIATE_NOT_TRUSTED ->
              "Intermediate certificate not signed by any Root certificates uploaded to the"
                  + " Application Gateway.";
          case ROOT_MISMATCH ->
              "The root certificate of the server certificate used by the backend does not match the"
                  + " trusted root certificate added to the Application Gateway.";
          case OUT_OF_DATE ->
              "Backend certificate is invalid. Current date is not within the validity range of the"
                  + " certificate.";
          case OTHER_NAME ->
              "The Common Name of the leaf certificate presented by the backend server does not match"
                  + " the Probe or Backend Setting hostname of the application gateway.";
          case OTHER_NAME_V1 ->
              "The Common Name (CN) of the backend certificate doesn't match the host name by which"
                  + " the backend pool knows the server.";
        });
  }

  static String couldNotRetrieve() {
    return "The backend health status could not be retrieved. This happens when an NSG/UDR/Firewall on"
        + " the application gateway subnet is blocking traffic on ports 65503-65534 in case of v1 SKU,"
        + " and ports 65200-65535 in case of the v2 SKU, or when the name of a server in the backend"
        + " pool could not be resolved to an IP address.";
  }

  private static ProbeResult failure(String log) {
    return new ProbeResult(false, false, log);
  }
}
