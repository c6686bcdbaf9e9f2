package io.gatewayresponder.lab.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/** Functions that tell the tests what the host gave them. */
public final class SampleFunctions {
  private final BlockingQueue<String> seen;

  SampleFunctions(BlockingQueue<String> seen) {
    this.seen = seen;
  }

  /** Answers with everything that it got. */
  public HttpResponseMessage echo(
      @HttpTrigger(name = "request") HttpRequestMessage<Optional<String>> request,
      @BindingName("id") String id,
      ExecutionContext context) {
    return request
        .createResponseBuilder(HttpStatus.ACCEPTED)
        .header("X-Function", context.getFunctionName())
        .body(
            "%s %s id=%s who=%s body=%s q=%s"
                .formatted(
                    request.getHttpMethod(),
                    request.getUri().getPath(),
                    id,
                    request.getHeaders().get("x-ms-client-principal-name"),
                    request.getBody().orElse("-"),
                    request.getQueryParameters()))
        .build();
  }

  /** Throws. */
  public HttpResponseMessage fail(
      @HttpTrigger(name = "request") HttpRequestMessage<Optional<String>> request) {
    throw new IllegalStateException("as told");
  }

  /** Notes a message; fails at the first delivery of one that says so. */
  public void receive(
      @ServiceBusQueueTrigger(name = "message", queueName = "q", connection = "Bus") String message,
      @BindingName("MessageId") String id,
      @BindingName("DeliveryCount") int delivery) {
    seen.add(message + " " + id + " " + delivery);
    if (message.equals("fail once") && delivery == 1) {
      throw new IllegalStateException("as told");
    }
  }

  /** Notes that it was time. */
  public void tick(@TimerTrigger(name = "timer", schedule = "* * * * * *") String timer) {
    seen.add(timer);
  }
}
