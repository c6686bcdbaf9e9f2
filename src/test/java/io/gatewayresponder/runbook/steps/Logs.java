package io.gatewayresponder.runbook.steps;

/** Sentences with the documented key phrases, for tests. */
final class Logs {
  static final String TIMEOUT =
      "Time taken by the backend to respond to the health probe is more than the timeout threshold"
          + " in the probe setting.";
  static final String TCP_CONNECT =
      "Application Gateway could not connect to the backend. Check NSG/UDR/Firewall.";
  static final String OLD_TCP_CONNECT =
      "Cannot connect to server. Check whether any NSG/UDR/Firewall is blocking access to server.";
  static final String SUCCESS = "Success. Received 200 status code";
  static final String OLD_STATUS =
      "Probe status code mismatch. Received status code is different from expected 200-399.";
  static final String NAME_MISMATCH =
      "The Common Name of the leaf certificate presented by the backend server does not match the"
          + " Probe or Backend Setting hostname of the application gateway.";
  static final String LEAF_MISSING =
      "The Leaf certificate is missing from the certificate chain presented by the backend.";
  static final String INTERMEDIATE_MISSING =
      "Intermediate certificate is missing from the certificate chain presented by the backend.";
  static final String LEAF_NOT_FIRST =
      "The Leaf certificate is not the topmost certificate in the chain.";
  static final String PRIVATE =
      "The Server certificate is not signed by a well-known Certificate Authority (CA).";
  static final String PRIVATE_INTERMEDIATE =
      "The Intermediate certificate is not signed by a well-known Certificate Authority (CA).";
  static final String NOT_UPLOADED =
      "The Intermediate certificate not signed by any Root certificates uploaded.";
  static final String ROOT_MISMATCH =
      "The root certificate of the server certificate used by the backend does not match the"
          + " trusted root certificate.";
  static final String NOT_LISTED =
      "Backend server certificate is not whitelisted with Application Gateway.";
  static final String EXPIRED = "Backend certificate is invalid. Current date is not within it.";
  static final String UNVERIFIED =
      "The validity of the backend certificate could not be verified. error code 21";
  static final String NOT_RETRIEVED =
      "The backend health status could not be retrieved. This happens when an NSG/UDR/Firewall on"
          + " the application gateway subnet is blocking traffic on ports 65503-65534.";

  private Logs() {}

  static String status(String received) {
    return "Status code of the backend's HTTP response did not match the probe setting."
        + (" Expected:{200} Received:{" + received + "}.");
  }
}
