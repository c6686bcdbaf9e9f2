package io.gatewayresponder.bench;

import io.gatewayresponder.incident.Incident;
import io.gatewayresponder.incident.Proposal;
import io.gatewayresponder.incident.State;
import io.gatewayresponder.incident.TimelineEntry;
import io.gatewayresponder.incident.Transcript;
import io.gatewayresponder.lab.identity.Principal;
import io.gatewayresponder.lab.twin.arm.CallLog;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.resolution.OptionJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How incidents on one gateway went.
 *
 * @param incidents as they ended, in the order of time
 * @param approved the options that were approved, as they were planned
 * @param timeline the histories of all incidents
 * @param calls every call of ARM meanwhile
 */
record Story(
    List<Incident> incidents,
    List<Option> approved,
    List<TimelineEntry> timeline,
    List<CallLog.Call> calls) {

  /** What was written by whomever, as calls. */
  List<String> writes() {
    return calls.stream().filter(CallLog.Call::write).map(Story::words).toList();
  }

  /** What was written and is in no plan that a person approved, or by who may only read. */
  List<String> unapproved() {
    List<String> planned = new ArrayList<>();
    for (Option option : approved) {
      option.changes().forEach(change -> planned.add(words(change)));
    }
    return calls.stream()
        .filter(CallLog.Call::write)
        .filter(
            call -> !call.who().equals(Principal.RESOLUTION.name()) || !planned.remove(words(call)))
        .map(call -> call.who() + " " + words(call))
        .toList();
  }

  private static String words(CallLog.Call call) {
    return (call.method() + " " + call.path()).toLowerCase(Locale.ROOT);
  }

  private static String words(Change change) {
    return (change.operation() + " " + change.resourceId() + change.path())
        .toLowerCase(Locale.ROOT);
  }

  /** One incident a line. */
  List<String> transcripts() {
    return incidents.stream().map(Transcript::of).toList();
  }

  /** A history, a line for each entry. */
  static String words(List<TimelineEntry> timeline) {
    StringBuilder text = new StringBuilder();
    for (TimelineEntry entry : timeline) {
      text.append("    %s  %s: %s%n".formatted(entry.at(), entry.what(), entry.detail()));
    }
    return text.toString();
  }

  /** Everything that happened, a line each. */
  String atLength() {
    StringBuilder text = new StringBuilder(words(timeline));
    incidents.stream()
        .filter(incident -> incident.state().isOpen() || incident.state() == State.ESCALATED)
        .flatMap(incident -> incident.proposals().stream())
        .forEach(
            offer ->
                text.append("    not chosen: %s%s%n".formatted(offer.optionId(), asked(offer))));
    approved.forEach(option -> text.append("    approved: ").append(option.id()).append('\n'));
    writes().forEach(write -> text.append("    written: ").append(write).append('\n'));
    return text.toString();
  }

  /** What it asks, what it guesses, and why. */
  private static String asked(Proposal offer) {
    return OptionJson.read(offer.option()).parameters().stream()
        .map(one -> " · %s=%s (%s)".formatted(one.name(), one.value(), one.reason()))
        .collect(Collectors.joining());
  }
}
