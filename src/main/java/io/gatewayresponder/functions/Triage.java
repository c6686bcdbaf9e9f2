package io.gatewayresponder.functions;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import io.gatewayresponder.workflow.Ports.TriageMessage;
import java.util.logging.Logger;

/**
 * Walks the runbook for an incident. Returning completes the message; throwing lets it come again.
 */
public final class Triage {
  /** The worker forwards java.util.logging to the host. */
  private static final Logger LOG = Logger.getLogger(Triage.class.getName());

  private final io.gatewayresponder.workflow.Triage triage;

  public Triage(io.gatewayresponder.workflow.Triage triage) {
    this.triage = triage;
  }

  @FunctionName("Triage")
  public void triage(
      @ServiceBusQueueTrigger(name = "message", queueName = "alerts", connection = "ResponderBus")
          String message) {
    triage
        .handle(Messages.read(message, TriageMessage.class))
        .ifPresent(
            walked ->
                LOG.info(
                    () ->
                        "Triage of %s: %s by %s; %d reads (%d unreadable) in %d ms"
                            .formatted(
                                walked.incidentId(),
                                walked.outcome(),
                                walked.transcript(),
                                walked.reads(),
                                walked.unreadable(),
                                walked.milliseconds())));
  }
}
