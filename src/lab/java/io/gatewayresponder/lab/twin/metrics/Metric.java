package io.gatewayresponder.lab.twin.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The metrics of an application gateway that the twin produces, with what the catalogue says about
 * each.
 */
public enum Metric {
  TOTAL_REQUESTS("TotalRequests", "Total Requests", "Count", "Total", "BackendSettingsPool"),
  FAILED_REQUESTS("FailedRequests", "Failed Requests", "Count", "Total", "BackendSettingsPool"),
  HEALTHY_HOST_COUNT(
      "HealthyHostCount", "Healthy Host Count", "Count", "Average", "BackendSettingsPool"),
  UNHEALTHY_HOST_COUNT(
      "UnhealthyHostCount", "Unhealthy Host Count", "Count", "Average", "BackendSettingsPool"),
  RESPONSE_STATUS("ResponseStatus", "Response Status", "Count", "Total", "HttpStatusGroup"),
  CAPACITY_UNITS("CapacityUnits", "Current Capacity Units", "Count", "Average", ""),
  CPU_UTILIZATION("CpuUtilization", "CPU Utilization", "Percent", "Average", "");

  /** What Azure has besides, and the twin has no model of. */
  private static final List<String> KNOWN_ELSEWHERE =
      List.of(
          "BackendResponseStatus",
          "ComputeUnits",
          "EstimatedBilledCapacityUnits",
          "FixedBillableCapacityUnits",
          "CurrentConnections",
          "NewConnectionsPerSecond",
          "Throughput",
          "AvgRequestCountPerHealthyHost",
          "BackendConnectTime",
          "BackendFirstByteResponseTime",
          "BackendLastByteResponseTime",
          "ApplicationGatewayTotalTime",
          "ClientRtt",
          "BytesReceived",
          "BytesSent",
          "WebSocketActiveConnections",
          "TlsProtocol");

  public static final String NAMESPACE = "Microsoft.Network/applicationGateways";

  private final String azureName;
  private final String localizedName;
  private final String unit;
  private final String primaryAggregation;
  private final String dimension;

  Metric(
      String azureName,
      String localizedName,
      String unit,
      String primaryAggregation,
      String dimension) {
    this.azureName = azureName;
    this.localizedName = localizedName;
    this.unit = unit;
    this.primaryAggregation = primaryAggregation;
    this.dimension = dimension;
  }

  public static Optional<Metric> find(String name) {
    return Arrays.stream(values())
        .filter(each -> each.azureName.equalsIgnoreCase(name))
        .findFirst();
  }

  /** Whether Azure would answer although the twin cannot. */
  static boolean isKnownElsewhere(String name) {
    return KNOWN_ELSEWHERE.stream().anyMatch(each -> each.equalsIgnoreCase(name));
  }

  public String azureName() {
    return azureName;
  }

  String localizedName() {
    return localizedName;
  }

  String unit() {
    return unit;
  }

  public String primaryAggregation() {
    return primaryAggregation;
  }

  /** The one dimension by which the metric can be split; empty when there is none. */
  public Optional<String> dimension() {
    return dimension.isEmpty() ? Optional.empty() : Optional.of(dimension);
  }

  @Override
  public String toString() {
    return azureName.toLowerCase(Locale.ROOT);
  }
}
