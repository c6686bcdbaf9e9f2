package io.gatewayresponder.workflow.fake;

import io.gatewayresponder.workflow.Ports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Both queues in memory. Who takes a message and when is up to the test. */
public final class FakeQueues implements Ports.Queues {
  /**
   * @param body a {@link Ports.TriageMessage} or a {@link Ports.GateMessage}
   */
  public record Message(String messageId, Record body, Instant notBefore) {
    public Message at(Instant time) {
      return new Message(messageId, body, time);
    }
  }

  private final List<Message> messages = new ArrayList<>();
  private final Set<String> seenAlerts = new HashSet<>();
  private Trouble trouble = Trouble.none();
  private int triagesAsked;

  public void trouble(Trouble newTrouble) {
    trouble = newTrouble;
  }

  /** What is in the queues, scheduled messages too. */
  public List<Message> messages() {
    return messages;
  }

  /** A message that may be taken now; the one that was sent first. */
  public Optional<Message> nextDue(Instant now) {
    return messages.stream().filter(message -> !message.notBefore().isAfter(now)).findFirst();
  }

  /** When the next message may be taken. */
  public Optional<Instant> nextTime() {
    return messages.stream().map(Message::notBefore).min(Comparator.naturalOrder());
  }

  /** How many different messages the queue {@code alerts} took. */
  public int triagesAsked() {
    return triagesAsked;
  }

  @Override
  public void alerts(String messageId, Ports.TriageMessage message, Instant notBefore) {
    trouble.at("queues.alerts", false);
    if (seenAlerts.add(messageId)) {
      triagesAsked++;
      messages.add(new Message(messageId, message, notBefore));
    }
    trouble.at("queues.alerts", true);
  }

  @Override
  public void resolutions(String messageId, Ports.GateMessage message, Instant notBefore) {
    trouble.at("queues.resolutions", false);
    messages.add(new Message(messageId, message, notBefore));
    trouble.at("queues.resolutions", true);
  }
}
