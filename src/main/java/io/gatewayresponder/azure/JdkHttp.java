package io.gatewayresponder.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The JDK's HTTP client for the SDKs. It follows no redirects and repeats by itself nothing but a
 * GET or a connection attempt.
 */
final class JdkHttp {
  /**
   * Of each request with a body the adapter warns that the JDK writes its length, not the SDK. Held
   * here, since a logger that nobody holds forgets its level.
   */
  private static final Logger LENGTH_WARNINGS =
      Logger.getLogger("com.azure.core.http.jdk.httpclient.JdkHttpClient");

  static {
    LENGTH_WARNINGS.setLevel(Level.SEVERE);
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
