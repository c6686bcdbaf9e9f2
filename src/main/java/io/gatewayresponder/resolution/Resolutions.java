package io.gatewayresponder.resolution;

import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every resolution there is, and what all of them together propose for a diagnosis. */
public final class Resolutions {
  private static final Resolutions ALL =
      new Resolutions(
          List.of(
              new ReplaceInstanceAddresses(),
              new AllowGatewaySubnet(),
              new DeprioritizeDeny(),
              new DeleteDeny(),
              new EnableConnectionDraining(),
              new OpenPathByHand(),
              new BackEndNotListening(),
              new AttachProbe(),
              new ProbeApiManagement(),
              new CreateProbe(),
              new CorrectProbePath(),
              new AcceptStatus(),
              new DropProbeText(),
              new RaiseProbeTimeout(),
              new Guidance(Family.B),
              new AllowManagementPorts(),
              new AllowLoadBalancer(),
              new Guidance(Family.C),
              new FillPool(),
              new TakeOutServers(),
              new ReplaceServers(),
              new LeadPaths(Family.D),
              new AddPool(),
              new Guidance(Family.D),
              new AllowClients(),
              new MoveListener(),
              new ChangeListenerProtocol(),
              new UsePathMap(),
              new LeadPaths(Family.E),
              new LeadRule(),
              new UseListener(),
              new AddListener(),
              new AddRule(),
              new Guidance(Family.E),
              new AlignHostName(),
              new AssociateTrustedRoot(),
              new UploadTrustedRoot(),
              new ListServerCertificate(),
              new SettingToHttps(),
              new GuideTls(),
              new StartGateway(),
              new RerunGoalState(),
              new FindFailedChange(),
              new LeaveRetiredGeneration(),
              new RaiseAutoscaleCeiling(),
              new RaiseInstanceCount(),
              new Guidance(Family.H),
              new AllowGatewaySubnetInApp(),
              new AllowGatewayAddressInApp(),
              new PickHostFromBackEnd(),
              new SetExplicitHost(),
              new Guidance(Family.I)));

  private final List<Resolution> list;

  Resolutions(List<Resolution> list) {
    this.list = List.copyOf(list);
  }

  /** All of them, in the order in which their options are shown. */
  public static Resolutions all() {
    return ALL;
  }

  public List<Resolution> list() {
    return list;
  }

  /** As below, planned with the best guesses. */
  public List<Option> options(Diagnosis diagnosis, Sight sight) {
    return options(diagnosis, sight, Answers.none());
  }

  /**
   * The options for all causes, and for those that were noticed beside them: the recommended one
   * first (there is at most one), then those that write or ask, then guidance. Within that what
   * broke comes before what was noticed beside it, and the likelier cause before the less likely;
   * what Azure will refuse comes last. Ids are unique.
   */
  public List<Option> options(Diagnosis diagnosis, Sight sight, Answers answers) {
    Map<String, Option> byId = new LinkedHashMap<>();
    for (List<Finding> causes : List.of(diagnosis.causes(), diagnosis.noticed())) {
      byFamily(causes)
          .forEach(
              (family, ofFamily) ->
                  list.stream()
                      .filter(resolution -> resolution.family() == family)
                      .flatMap(resolution -> resolution.options(ofFamily, sight, answers).stream())
                      .forEach(option -> byId.putIfAbsent(option.id(), option)));
    }
    List<Option> taken = new ArrayList<>();
    List<Option> refused = new ArrayList<>();
    for (Option option : byId.values()) {
      List<String> defects = GatewayDefects.after(option, sight.gatewayId());
      if (defects.isEmpty()) {
        taken.add(option);
      } else {
        refused.add(refused(option, defects));
      }
    }
    taken.addAll(refused);
    return ordered(taken);
  }

  /** What Azure will refuse is not recommended, and says what has to be mended first. */
  private static Option refused(Option option, List<String> defects) {
    return option.notRecommended(
        List.of(
            "Azure will refuse this: "
                + String.join("; ", defects)
                + ". No change of this gateway is taken before that is mended."));
  }

  private static Map<Family, List<Finding>> byFamily(List<Finding> causes) {
    Map<Family, List<Finding>> families = new LinkedHashMap<>();
    for (Finding cause : causes) {
      if (cause.next() instanceof Next.Propose propose) {
        families.computeIfAbsent(propose.family(), family -> new ArrayList<>()).add(cause);
      }
    }
    return families;
  }

  private static List<Option> ordered(List<Option> options) {
    List<Option> recommended = new ArrayList<>();
    List<Option> writing = new ArrayList<>();
    List<Option> guiding = new ArrayList<>();
    for (Option option : options) {
      if (option.recommended() && recommended.isEmpty()) {
        recommended.add(option);
      } else {
        (option.writes() || option.asks() ? writing : guiding).add(option.notRecommended());
      }
    }
    recommended.addAll(writing);
    recommended.addAll(guiding);
    return List.copyOf(recommended);
  }
}
