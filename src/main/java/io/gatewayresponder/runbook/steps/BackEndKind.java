package io.gatewayresponder.runbook.steps;

import java.util.regex.Pattern;

/**
 * Which of Azure's own services a host belongs to, as far as its name says so; the three endings
 * are those of the public cloud and of the two sovereign ones.
 */
enum BackEndKind {
  /** Answers without a subscription key on its status path only. */
  API_MANAGEMENT(".+\\.azure-api\\.(net|us|cn)"),
  /** Answers 403 to whom its access restrictions keep out. */
  APP_SERVICE(".+\\.(azurewebsites\\.(net|us)|chinacloudsites\\.cn)");

  /** The one path on which API Management says how it is without asking for a subscription key. */
  static final String API_MANAGEMENT_STATUS_PATH = "/status-0123456789abcdef";

  private final Pattern hosts;

  BackEndKind(String hosts) {
    this.hosts = Pattern.compile(hosts, Pattern.CASE_INSENSITIVE);
  }

  boolean owns(String host) {
    return hosts.matcher(host).matches();
  }
}
