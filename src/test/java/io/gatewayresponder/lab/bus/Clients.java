package io.gatewayresponder.lab.bus;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import java.time.Duration;

/** The real SDK, pointed at the lab's Service Bus, and too impatient to make a test slow. */
final class Clients {
  private Clients() {}

  static ServiceBusClientBuilder of(ServiceBus bus) {
    return of(bus, Duration.ofSeconds(5));
  }

  static ServiceBusClientBuilder of(ServiceBus bus, Duration tryTimeout) {
    return new ServiceBusClientBuilder()
        .connectionString(bus.connectionString())
        .retryOptions(
            new AmqpRetryOptions()
                .setMaxRetries(5)
                .setDelay(Duration.ofMillis(200))
                .setTryTimeout(tryTimeout));
  }
}
