package io.gatewayresponder.functions;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import io.gatewayresponder.workflow.Ports.TriageMessage;

/**
 * Walks the runbook for an incident. Returning completes the message; throwing lets it come again.
 */
public final class Triage {
  private final io.gatewayresponder.workflow.Triage triage;

  public Triage(io.gatewayresponder.workflow.Triage triage) {
    this.triage = triage;
  }

  @FunctionName("Triage")
  public void triage(
      @ServiceBusQueueTrigger(name = "message", queueName = "alerts", connection = "ResponderBus")
          String message) {
    triage.handle(Messages.read(message, TriageMessage.class));
  }
}
