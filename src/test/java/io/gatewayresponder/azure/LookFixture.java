package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.gatewayresponder.azure.FakeArm.Reply;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sight on an ARM that answers by what an address contains; what nobody told it of is not found.
 */
final class LookFixture {
  static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
  static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/edge/providers/";
  static final ResourceId GATEWAY =
      ResourceId.of(GROUP + "Microsoft.Network/applicationGateways/ag1");
  static final Instant NOW = Instant.parse("2026-11-20T03:12:00Z");

  /** Stands for no answer within the time-out. */
  static final Reply SILENCE = new Reply(0, "");

  private final Map<String, Reply> answers = new LinkedHashMap<>();

  final FakeArm arm =
      new FakeArm(
          request -> {
            String url = decoded(request.getUrl().toString());
            for (Map.Entry<String, Reply> answer : answers.entrySet()) {
              if (url.contains(answer.getKey())) {
                return heard(answer.getValue());
              }
            }
            return new Reply(
                404, "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"gone\"}}");
          });

  private @Nullable Sight opened;

  /** Opened at the first asking. It reads in the thread that asks, and nothing ahead. */
  Sight sight() {
    Sight sight = opened;
    if (sight == null) {
      Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
      sight = ArmSight.lazily(GATEWAY, arm.eyes(), Runnable::run, clock);
      opened = sight;
    }
    return sight;
  }

  /** Answers what contains this, unless what was told earlier is contained too. */
  LookFixture answer(String contained, int status, String body, String... headers) {
    answers.put(contained, new Reply(status, body, headers));
    return this;
  }

  LookFixture silent(String contained) {
    answers.put(contained, SILENCE);
    return this;
  }

  private static Reply heard(Reply reply) {
    if (reply == SILENCE) {
      throw new UncheckedIOException(new HttpTimeoutException("nothing came"));
    }
    return reply;
  }

  static String decoded(String url) {
    return URLDecoder.decode(url, StandardCharsets.UTF_8);
  }

  /** How often something was asked whose address contains this. */
  long asked(String contained) {
    return arm.calls().stream().filter(call -> decoded(call).contains(contained)).count();
  }

  static Look.Unreadable<?> unreadable(Look<?> look) {
    return assertInstanceOf(Look.Unreadable.class, look);
  }
}
