package io.gatewayresponder.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import java.time.Duration;

/**
 * The JDK's HTTP client for the SDKs. It follows no redirects and repeats by itself nothing but a
 * GET or a connection attempt.
 */
final class JdkHttp {
  static {
    SdkLogs.quieten();
  }

  private JdkHttp() {}

  /**
   * A client of its own connections.
   *
   * @param connect for connecting
   * @param exchange for sending, for the answer to begin, and between two parts of it
   */
  static HttpClient client(Duration connect, Duration exchange) {
    return new JdkHttpClientBuilder()
        .connectionTimeout(connect)
        .responseTimeout(exchange)
        .readTimeout(exchange)
        .writeTimeout(exchange)
        .build();
  }
}
