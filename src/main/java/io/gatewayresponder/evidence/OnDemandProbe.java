package io.gatewayresponder.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One probe that the gateway is asked to send at once to every server of a pool, in the way of a
 * setting: a trial of what a health probe could ask. It changes nothing. The gateway takes the port
 * from the setting; a trial cannot name another.
 *
 * @param pool whose servers are asked
 * @param setting the HTTP setting whose port and trust are used
 * @param protocol Http or Https
 * @param host the host to ask for; empty for the setting's own
 * @param path with its query, if any
 * @param timeoutSeconds how long the gateway waits for an answer
 * @param statusCodes what counts as healthy, as codes and ranges; empty for the default
 * @param body what the answer has to contain; empty for anything
 */
public record OnDemandProbe(
    String pool,
    String setting,
    String protocol,
    String host,
    String path,
    int timeoutSeconds,
    List<String> statusCodes,
    String body) {

  public OnDemandProbe {
    statusCodes = List.copyOf(statusCodes);
  }

  /** A trial of this probe at the servers of a pair. */
  public static OnDemandProbe of(String pool, String setting, EffectiveProbe probe) {
    return new OnDemandProbe(
        pool,
        setting,
        probe.protocol(),
        probe.host(),
        probe.path(),
        probe.timeoutSeconds(),
        probe.statusCodes(),
        probe.body());
  }

  /**
   * The question in texts. The last tells questions apart whose texts differ in case only: paths
   * have a case, and whoever keeps answers by what was asked commonly leaves case aside.
   */
  public List<String> texts() {
    return List.of(
        pool,
        setting,
        protocol,
        host,
        path,
        Integer.toString(timeoutSeconds),
        String.join(",", statusCodes),
        body,
        Integer.toHexString(path.hashCode() * 31 + body.hashCode()));
  }

  /** The question as the action takes it. */
  public JsonNode document(ResourceId gateway) {
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    question.put("protocol", protocol);
    if (!host.isEmpty()) {
      question.put("host", host);
    }
    question.put("path", path).put("timeout", timeoutSeconds);
    question.put("pickHostNameFromBackendHttpSettings", host.isEmpty());
    ObjectNode match = question.putObject("match");
    if (!statusCodes.isEmpty()) {
      statusCodes.forEach(match.putArray("statusCodes")::add);
    }
    if (!body.isEmpty()) {
      match.put("body", body);
    }
    question
        .putObject("backendAddressPool")
        .put("id", gateway.child("backendAddressPools", pool).toString());
    question
        .putObject("backendHttpSettings")
        .put("id", gateway.child("backendHttpSettingsCollection", setting).toString());
    return question;
  }

  @Override
  public String toString() {
    return path + (host.isEmpty() ? "" : " of " + host) + " at pool " + pool;
  }
}
