package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.evidence.TlsFault;
import io.gatewayresponder.runbook.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A change of one setting, tried out: the setting itself is changed where no other pool behind it
 * would suffer, and else a copy of it for the pools in question.
 *
 * @param setting the name of the setting that the pools have afterwards
 * @param isCopy true where the pools get a setting of their own
 */
record TlsPlan(List<Change> changes, String setting, boolean isCopy, TlsEffect effect) {

  /**
   * @param pairs pools behind the setting that are to be healed
   * @param meant the faults that should be gone
   * @param repair makes the change
   * @return nothing where nothing would change
   */
  static Optional<TlsPlan> of(
      Sight sight,
      Gateway gateway,
      List<Subject.Pair> pairs,
      Set<TlsFault> meant,
      Consumer<SettingEdit> repair) {
    String setting = pairs.get(0).setting();
    List<Subject.Pair> all = behind(gateway, setting, pairs);
    GatewayEdit edit = GatewayEdit.of(sight, gateway);
    if (!SettingEdit.isPossible(edit, setting)) {
      return Optional.empty();
    }
    SettingEdit inPlace = SettingEdit.inPlace(edit, setting);
    repair.accept(inPlace);
    if (edit.isEmpty()) {
      return Optional.empty();
    }
    ShownServers before = ShownServers.of(sight, all);
    TlsPlan whole = tried(sight, inPlace, before, all, pairs, meant);
    if (whole.effect().sparesOthers() || all.size() == pairs.size()) {
      return Optional.of(whole);
    }
    SettingEdit copy =
        SettingEdit.copyFor(
            GatewayEdit.of(sight, gateway),
            setting,
            pairs.stream().map(Subject.Pair::pool).toList());
    repair.accept(copy);
    TlsPlan some = tried(sight, copy, before, pairs, pairs, meant);
    return Optional.of(some.effect().heals() && some.effect().sparesOthers() ? some : whole);
  }

  private static TlsPlan tried(
      Sight sight,
      SettingEdit edit,
      ShownServers before,
      List<Subject.Pair> touched,
      List<Subject.Pair> meantFor,
      Set<TlsFault> meant) {
    String setting = meantFor.get(0).setting();
    List<Change> changes = edit.gateway().changes();
    ShownServers after =
        ShownServers.of(
                new SightAfter(sight, changes),
                touched.stream().map(pair -> new Subject.Pair(pair.pool(), edit.name())).toList())
            .under(setting);
    TlsEffect onAll = TlsEffect.of(before, after, meant, sight);
    TlsEffect onMeant = TlsEffect.of(before, after.of(meantFor), meant, sight);
    return new TlsPlan(
        changes,
        edit.name(),
        !edit.name().equalsIgnoreCase(setting),
        new TlsEffect(onMeant.heals(), onAll.harmed(), onAll.doubtful(), onMeant.left()));
  }

  /** Every pool behind the setting, those in question first. */
  private static List<Subject.Pair> behind(
      Gateway gateway, String setting, List<Subject.Pair> pairs) {
    return Stream.concat(
            pairs.stream(),
            gateway.wiredPairs().stream()
                .filter(wired -> wired.setting().equalsIgnoreCase(setting))
                .map(wired -> new Subject.Pair(wired.pool(), setting))
                .filter(
                    pair ->
                        pairs.stream().noneMatch(one -> one.pool().equalsIgnoreCase(pair.pool()))))
        .toList();
  }
}
