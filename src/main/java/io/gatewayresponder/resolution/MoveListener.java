package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.ClientPath;
import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Listener;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Moves listeners whose protocol contradicts their port to a port that fits. They get a front-end
 * port of that number, a new one where there is none; the old one keeps its number, so that no
 * listener moves that is right where it is.
 */
final class MoveListener implements Resolution {
  private static final String NAME = "port";

  @Override
  public Family family() {
    return Family.E;
  }

  @Override
  public String name() {
    return "MoveListener";
  }

  @Override
  public List<Option> options(List<Finding> causes, Sight sight, Answers answers) {
    return sight.gateway().asFound().stream()
        .flatMap(
            gateway ->
                ClashingListeners.of(causes, gateway).stream()
                    .map(clashing -> option(clashing, gateway, causes, sight, answers)))
        .toList();
  }

  private Option option(
      ClashingListeners clashing,
      Gateway gateway,
      List<Finding> causes,
      Sight sight,
      Answers answers) {
    ListenerPorts ports = new ListenerPorts(gateway);
    OptionDraft draft =
        Option.draft(
            this,
            String.join("+", clashing.names()),
            "Move listener "
                + clashing.words()
                + " of "
                + sight.gatewayId().name()
                + " to a port for "
                + clashing.protocol());
    OptionalInt guess = guess(clashing, gateway, sight);
    Parameter port =
        draft.ask(
            Parameter.number(
                NAME,
                "Port for " + clashing.protocol() + " (now " + clashing.port() + ")",
                1,
                ports.highest(),
                guess.isPresent() ? OptionalLong.of(guess.getAsInt()) : OptionalLong.empty(),
                reason(ports, guess)),
            answers);
    Optional<String> objection =
        port.isSet()
            ? ports.objection(
                clashing.listeners(), clashing.protocol(), Integer.parseInt(port.value()))
            : Optional.empty();
    List<Change> changes =
        port.isSet() && objection.isEmpty()
            ? changes(clashing, gateway, sight, Integer.parseInt(port.value()))
            : List.of();
    List<String> guidance = new ArrayList<>();
    objection.ifPresent(guidance::add);
    guidance.addAll(shut(clashing, new SightAfter(sight, changes)));
    return draft
        .why(clashing.why())
        .recommended(
            !changes.isEmpty()
                && guidance.isEmpty()
                && !ChangeListenerProtocol.isLikelier(gateway, clashing))
        .risk(Option.Risk.MEDIUM)
        .changes(changes)
        .sideEffects(
            List.of(
                "Clients that still ask port " + clashing.port() + " find nobody there any more."))
        .sideEffects(GatewayEdit.SIDE_EFFECTS)
        .guidance(guidance)
        .cures(clashing.causes(causes), sight)
        .recovery(Routed.RECOVERY)
        .done();
  }

  /** A number that nothing speaks against, security rules included. */
  private static OptionalInt guess(ClashingListeners clashing, Gateway gateway, Sight sight) {
    ListenerPorts ports = new ListenerPorts(gateway);
    List<Integer> free =
        ports
            .likely(clashing.protocol())
            .filter(
                port -> ports.objection(clashing.listeners(), clashing.protocol(), port).isEmpty())
            .boxed()
            .toList();
    return free.stream()
        .filter(
            port ->
                shut(clashing, new SightAfter(sight, changes(clashing, gateway, sight, port)))
                    .isEmpty())
        .findFirst()
        .or(() -> free.stream().findFirst())
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  private static String reason(ListenerPorts ports, OptionalInt guess) {
    if (guess.isEmpty()) {
      return "the usual ports are taken";
    }
    return ports.unused().contains(guess.getAsInt())
        ? "the gateway has a front-end port of this number, and no listener uses it"
        : "usual for this protocol; which port clients use cannot be read from Azure";
  }

  private static List<Change> changes(
      ClashingListeners clashing, Gateway gateway, Sight sight, int port) {
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    String name = FrontendPort.named(edit, gateway, port);
    for (String listener : clashing.names()) {
      edit.edit(
          Routed.LISTENERS,
          listener,
          properties -> edit.refer(properties, "frontendPort", Routed.PORTS, name));
    }
    return edit.changes();
  }

  /** Sentences about security rules that let no client in there. */
  private static List<String> shut(ClashingListeners clashing, Sight then) {
    List<String> sentences = new ArrayList<>();
    Optional<Gateway> gateway = then.gateway().asFound();
    for (Listener listener : clashing.listeners()) {
      gateway
          .flatMap(found -> found.listener(listener.name()))
          .map(found -> ClientPath.look(then, gateway.orElseThrow(), found))
          .filter(ClientPath.Shut.class::isInstance)
          .map(ClientPath.Shut.class::cast)
          .ifPresent(
              path ->
                  sentences.add(
                      "Rule %s of security group %s lets no client in there: an Allow is needed as"
                              .formatted(path.rule().name(), path.group().name())
                          + " well."));
    }
    return sentences.stream().distinct().toList();
  }
}
