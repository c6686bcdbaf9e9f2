package io.gatewayresponder.lab;

import io.gatewayresponder.lab.twin.estate.Estates;
import java.util.Map;

/** What the lab says when it is ready: where things are and what to try. */
final class Banner {
  private Banner() {}

  static String of(RunningLab lab, double seconds) {
    Map<String, String> places = lab.file().places();
    String web =
        Estates.SHOP_GATEWAY.substring(0, Estates.SHOP_GATEWAY.indexOf("/applicationGateways"))
            + "/networkSecurityGroups/web-nsg/securityRules/deny-8080";
    return """

        The lab is ready (%.1f s). A minute of its time takes %.1f s.

          Console        %s   (sign in as olga, who may approve; pavel, rita and nobody differ)
          Teams channel  %s
          Control room   %s/
          ARM            %s   (certificate authority: %s)
          Everything     %s

        Break it, as somebody in a hurry would: deny the web port in the web servers' security group.

          curl -s --cacert %s -X PUT -H "Authorization: Bearer $(curl -s %s/token)" -H "Content-Type: application/json" \\
            "%s%s?api-version=2025-05-01" \\
            -d '{"properties":{"access":"Deny","direction":"Inbound","priority":200,"protocol":"Tcp","sourceAddressPrefix":"*","sourcePortRange":"*","destinationAddressPrefix":"*","destinationPortRange":"8080"}}'

        Then watch the Teams channel: the alert fires within about ten seconds, the diagnosis follows.
        Or stop the gateway:

          curl -s --cacert %s -X POST -H "Authorization: Bearer $(curl -s %s/token)" -d "" \\
            "%s%s/stop?api-version=2025-05-01"

        Look with the Azure CLI, as the guide does; its settings and its sign-in go to a scratch folder:

          eval "$(curl -s %s/az)"; az network application-gateway show-backend-health -g %s -n %s -o json

        Ctrl-C ends the lab.
        """
        .formatted(
            seconds,
            60 / lab.causes().clock().speed(),
            places.get("console"),
            places.get("teams"),
            places.get("control"),
            places.get("arm"),
            places.get("caCertificate"),
            lab.file().path(),
            places.get("caCertificate"),
            places.get("control"),
            places.get("arm"),
            web,
            places.get("caCertificate"),
            places.get("control"),
            places.get("arm"),
            Estates.SHOP_GATEWAY,
            places.get("control"),
            Estates.GROUP,
            Estates.SHOP_GATEWAY.substring(Estates.SHOP_GATEWAY.lastIndexOf('/') + 1));
  }
}
