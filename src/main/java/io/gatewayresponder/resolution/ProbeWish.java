package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.EffectiveProbe;
import io.gatewayresponder.evidence.HealthProbe;
import io.gatewayresponder.evidence.OnDemandProbe;
import io.gatewayresponder.evidence.WiredPair;
import java.util.ArrayList;
import java.util.List;

/**
 * What a health probe should ask, as a custom probe can say it.
 *
 * @param host the host to ask for; empty to take the HTTP setting's
 * @param statusCodes what counts as healthy, as codes and ranges
 * @param body what the answer has to contain; empty for anything
 */
record ProbeWish(
    String protocol,
    String host,
    String path,
    int intervalSeconds,
    int timeoutSeconds,
    List<String> statusCodes,
    String body) {

  /** The documented longest interval and time-out of a probe: a day. */
  static final int MOST_SECONDS = 86_400;

  /** What the interval is longer than a time-out that did not fit into it. */
  private static final int REST_SECONDS = 5;

  /** What the default probe calls its host where the setting gives none. */
  private static final String LOCAL_HOST = "127.0.0.1";

  ProbeWish {
    statusCodes = List.copyOf(statusCodes);
  }

  /**
   * What is asked now. A probe has the protocol of its setting: Azure refuses any other, so
   * whatever is written says that one.
   */
  static ProbeWish now(FailingProbe failing) {
    EffectiveProbe probe = failing.probe();
    String host =
        failing
            .custom()
            .map(custom -> custom.picksHostFromSetting() ? "" : custom.host())
            .orElse(probe.host().equals(LOCAL_HOST) ? LOCAL_HOST : "");
    return new ProbeWish(
        failing.setting().protocol(),
        host,
        probe.path(),
        probe.intervalSeconds(),
        probe.timeoutSeconds(),
        probe.statusCodes(),
        probe.body());
  }

  /** What another custom probe of the gateway asks. */
  static ProbeWish of(HealthProbe custom, EffectiveProbe inUse) {
    return new ProbeWish(
        inUse.protocol(),
        custom.picksHostFromSetting() ? "" : custom.host(),
        inUse.path(),
        inUse.intervalSeconds(),
        inUse.timeoutSeconds(),
        inUse.statusCodes(),
        inUse.body());
  }

  ProbeWish withHost(String newHost) {
    return new ProbeWish(
        protocol, newHost, path, intervalSeconds, timeoutSeconds, statusCodes, body);
  }

  ProbeWish withPath(String newPath) {
    return new ProbeWish(
        protocol, host, newPath, intervalSeconds, timeoutSeconds, statusCodes, body);
  }

  /** A time-out has to fit into the interval, which is raised where it does not. */
  ProbeWish withTimeout(int seconds) {
    int interval =
        seconds <= intervalSeconds
            ? intervalSeconds
            : Math.min(seconds + REST_SECONDS, MOST_SECONDS);
    return new ProbeWish(protocol, host, path, interval, seconds, statusCodes, body);
  }

  ProbeWish withStatusCodes(List<String> codes) {
    return new ProbeWish(protocol, host, path, intervalSeconds, timeoutSeconds, codes, body);
  }

  /** These codes are accepted besides; none that is accepted now is lost. */
  ProbeWish accepting(List<String> more) {
    List<String> codes = new ArrayList<>(statusCodes);
    more.stream().filter(code -> !codes.contains(code)).forEach(codes::add);
    return withStatusCodes(codes);
  }

  ProbeWish withoutText() {
    return new ProbeWish(protocol, host, path, intervalSeconds, timeoutSeconds, statusCodes, "");
  }

  /**
   * The trial of it at a pair.
   *
   * @param longestSeconds no trial waits longer
   */
  OnDemandProbe trial(WiredPair pair, int longestSeconds) {
    return new OnDemandProbe(
        pair.pool(),
        pair.setting(),
        protocol,
        host,
        path,
        Math.min(timeoutSeconds, longestSeconds),
        statusCodes,
        body);
  }
}
