package io.gatewayresponder.functions;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import io.gatewayresponder.workflow.Gate;
import io.gatewayresponder.workflow.Ports.GateMessage;

/**
 * Asks for approval, and executes what was approved. One session per gateway: a gateway allows one
 * operation at a time. Returning completes the message; throwing lets it come again.
 */
public final class ResolutionGate {
  private final Gate gate;

  public ResolutionGate(Gate gate) {
    this.gate = gate;
  }

  @FunctionName("ResolutionGate")
  public void handle(
      @ServiceBusQueueTrigger(
              name = "message",
              queueName = "resolutions",
              connection = "ResponderBus",
              isSessionsEnabled = true)
          String message) {
    gate.handle(Messages.read(message, GateMessage.class));
  }
}
