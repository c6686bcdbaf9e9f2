package io.gatewayresponder.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.AddDatePolicy;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import com.azure.resourcemanager.resources.fluentcore.policy.ResourceManagerThrottlingPolicy;
import com.azure.resourcemanager.resources.fluentcore.utils.ResourceManagerThrottlingInfo;
import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every request to ARM: user agent, request id, patience, throttling watch, identity. It
 * is put together from the management SDK's parts and not taken whole: the SDK's standard pipeline
 * contains {@code ProviderRegistrationPolicy}, which answers a refused read by registering a
 * resource provider in the subscription. That is a write that nobody approved. Its retry policy
 * also repeats PUT and POST.
 *
 * <p>A reader and a writer never share a pipeline: they are two identities. Logs have a pipeline of
 * their own.
 */
final class ArmPipeline {
  /** A host that does not answer a connection attempt by then is not reachable for us. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * What ARM does not answer by then is not answered in time. With the token before it and the body
   * after it, one write stays below the minute after which the gate takes it for lost.
   */
  static final Duration TRY_TIMEOUT = Duration.ofSeconds(25);

  /** A bucket holds 250 reads and refills by 25 a second; below this two triages would feel it. */
  private static final int FEW_REQUESTS_LEFT = 50;

  private static final Logger LOG = LoggerFactory.getLogger(ArmPipeline.class);

  /** Four tries outlast the usual throttling of a few seconds. */
  private static final int TRIES = 4;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  /** A triage is to be done within seconds; after this a read counts as not readable. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * No second query begins after this: two that take as long as they may are a third of a minute.
   */
  private static final Duration LOGS_PATIENCE = Duration.ofSeconds(3);

  private static final String USER_AGENT = "gateway-responder";

  private ArmPipeline() {}

  /** For reading: every request may be repeated, since none of them changes anything. */
  static HttpPipeline reader(HttpClient client, TokenCredential credential, URI endpoint) {
    return of(client, credential, endpoint, request -> true);
  }

  /** For writing: only a GET may be repeated. */
  static HttpPipeline writer(HttpClient client, TokenCredential credential, URI endpoint) {
    return of(client, credential, endpoint, request -> request.getHttpMethod() == HttpMethod.GET);
  }

  /**
   * For searching logs: another endpoint than ARM, so another audience of tokens. A query that is
   * repeated costs as long as the first, so there is one more try and no more.
   */
  static HttpPipeline logs(HttpClient client, TokenCredential credential, URI endpoint) {
    return new HttpPipelineBuilder()
        .httpClient(new TimedClient(client, LogsLook.ANSWER_TIMEOUT))
        .policies(
            new UserAgentPolicy(USER_AGENT),
            new RequestIdPolicy(),
            new Patience(2, FIRST_PAUSE, LOGS_PATIENCE, request -> true),
            new AddDatePolicy(),
            new BearerTokenAuthenticationPolicy(credential, endpoint + "/.default"))
        .build();
  }

  private static HttpPipeline of(
      HttpClient client,
      TokenCredential credential,
      URI endpoint,
      Predicate<HttpRequest> repeatable) {
    return new HttpPipelineBuilder()
        .httpClient(client)
        .policies(
            new UserAgentPolicy(USER_AGENT),
            new RequestIdPolicy(),
            new Patience(TRIES, FIRST_PAUSE, PATIENCE, repeatable),
            new AddDatePolicy(),
            new ResourceManagerThrottlingPolicy(ArmPipeline::warnWhenLow),
            new ArmChallengeAuthenticationPolicy(credential, endpoint + "/.default"))
        .build();
  }

  /** Throttling is known before it comes: every answer says how many requests are left. */
  private static void warnWhenLow(HttpResponse response, ResourceManagerThrottlingInfo limits) {
    limits
        .getRateLimit()
        .filter(left -> left < FEW_REQUESTS_LEFT)
        .ifPresent(
            left ->
                LOG.warn(
                    "Azure Resource Manager takes {} more requests of this identity for now",
                    left));
  }

  static HttpClient httpClient() {
    return JdkHttp.client(CONNECT_TIMEOUT, TRY_TIMEOUT);
  }
}
