package io.gatewayresponder.lab.bus;

import io.gatewayresponder.lab.bus.queue.QueueOptions;
import java.time.InstantSource;
import java.util.List;

/**
 * What the lab's Service Bus consists of.
 *
 * @param port zero: any free one
 * @param clock what locks and schedules go by
 */
public record ServiceBusOptions(int port, List<QueueOptions> queues, InstantSource clock) {
  public ServiceBusOptions {
    queues = List.copyOf(queues);
  }

  public static ServiceBusOptions of(int port, QueueOptions... queues) {
    return new ServiceBusOptions(port, List.of(queues), InstantSource.system());
  }
}
