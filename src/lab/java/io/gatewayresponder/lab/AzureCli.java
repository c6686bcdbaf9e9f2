package io.gatewayresponder.lab;

import io.gatewayresponder.lab.identity.SignIn;
import io.gatewayresponder.lab.twin.arm.ArmServer;
import java.net.URI;
import java.util.List;

/**
 * How the Azure CLI is pointed at a lab: in a shell of its own, with settings in a scratch folder,
 * so that nobody's real sign-in is touched.
 *
 * @param arm where the cloud describes itself to the CLI
 * @param authority the certificate that signs the lab's own
 */
record AzureCli(URI arm, String authority, SignIn signIn) {
  private static final String CLOUD = "lab";

  static AzureCli of(LabFile file, ArmServer arm) {
    String authority = file.places().getOrDefault("caCertificate", "");
    return new AzureCli(arm.uri(), authority, arm.signIn());
  }

  /** Lines for a shell to take over. */
  String lines() {
    return String.join(
        "\n",
        List.of(
            "export AZURE_CONFIG_DIR=\"$(mktemp -d)\" AZURE_CORE_COLLECT_TELEMETRY=no",
            "export REQUESTS_CA_BUNDLE=" + quoted(authority),
            "az cloud register -n " + CLOUD + " --endpoint-resource-manager " + arm,
            "az cloud set -n " + CLOUD + " --only-show-errors",
            "az login --service-principal --tenant adfs -u "
                + signIn.who().clientId()
                + " -p "
                + signIn.secret()
                + " -o none",
            ""));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
