package io.gatewayresponder.workflow.fake;

import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.workflow.Ports;
import java.util.ArrayList;
import java.util.List;

/** Remembers what people were told. */
public final class FakeAnnouncer implements Ports.Announcer {
  private final List<State> told = new ArrayList<>();
  private Trouble trouble = Trouble.none();

  public void trouble(Trouble newTrouble) {
    trouble = newTrouble;
  }

  public List<State> told() {
    return told;
  }

  @Override
  public void announce(Incident incident) {
    trouble.at("announcer.announce", false);
    told.add(incident.state());
  }
}
