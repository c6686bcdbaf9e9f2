package io.gatewayresponder.azure;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the SDKs from telling more than is worth keeping: they narrate every AMQP frame and every
 * token, and a function app pays for its log by size. Warnings stay.
 */
final class SdkLogs {
  /** Held here, since a logger that nobody holds forgets its level. */
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("com.azure"), Logger.getLogger("com.microsoft.aad"));

  /**
   * Of each request with a body the JDK adapter warns that the JDK writes its length, not the SDK.
   */
  private static final Logger LENGTH_WARNINGS =
      Logger.getLogger("com.azure.core.http.jdk.httpclient.JdkHttpClient");

  private SdkLogs() {}

  static void quieten() {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    LENGTH_WARNINGS.setLevel(Level.SEVERE);
  }
}
