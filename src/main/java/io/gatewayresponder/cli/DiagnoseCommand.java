package io.gatewayresponder.cli;

import io.gatewayresponder.evidence.Gateway;
import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Diagnoses one gateway, once. */
@Command(
    name = "gateway-responder",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = Terminal.WIDEST,
    versionProvider = Version.class,
    header = "Finds out why an Azure Application Gateway answers HTTP 502. Reads, never writes.",
    customSynopsis = {
      "java -jar <jar> --gateway <resource id> [--save <folder>] [--json]",
      "       java -jar <jar> --snapshot <folder> [--gateway <resource id>] [--json]"
    },
    footer = {
      "",
      "Azure is read as whoever is signed in with `az login` (or by AZURE_CLIENT_ID and its kin, or",
      "with the token in " + Places.TOKEN + ").",
      "",
      "Exit code: 0 nothing found, 1 a cause found, 2 no verdict (bad usage, no access, look again).",
      "More: docs/diagnose.md"
    })
final class DiagnoseCommand implements Callable<Integer> {
  @CommandLine.Option(
      names = "--gateway",
      paramLabel = "<id>",
      description =
          "The gateway's resource id. With --snapshot needed only when the folder has several.")
  private @Nullable String gateway;

  @CommandLine.Option(
      names = "--snapshot",
      paramLabel = "<folder>",
      description =
          "Walk over saved documents instead of Azure: a folder that --save wrote, or JSON as"
              + " `az rest` and `az network ... show` print it.")
  private @Nullable Path snapshot;

  @CommandLine.Option(
      names = "--save",
      paramLabel = "<folder>",
      description =
          "Keep all that was looked at in this new folder: to walk again, or for a support request.")
  private @Nullable Path save;

  @CommandLine.Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @CommandLine.Option(
      names = "--arm-endpoint",
      paramLabel = "<url>",
      description = "Another cloud's Azure Resource Manager, or a lab's.")
  private @Nullable String armEndpoint;

  @CommandLine.Option(
      names = "--logs-endpoint",
      paramLabel = "<url>",
      description = "Another cloud's Log Analytics, or a lab's.")
  private @Nullable String logsEndpoint;

  @CommandLine.Option(
      names = "--tls-look",
      description =
          "Look at certificates by TLS handshakes with the back ends. Only where this machine is in"
              + " the gateway's network: elsewhere a private address is another machine.")
  private boolean handshakes;

  @CommandLine.Option(names = "--debug", description = "Show where a failure happened.")
  private boolean debug;

  @Spec private @Nullable CommandSpec spec;

  private final Eyes eyes;
  private final Map<String, String> environment;
  private final Terminal terminal;
  private final Clock clock;

  DiagnoseCommand(Eyes eyes, Map<String, String> environment, Terminal terminal, Clock clock) {
    this.eyes = eyes;
    this.environment = environment;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** The command with its way of telling what went wrong. */
  CommandLine commandLine() {
    Messages messages = new Messages(terminal);
    return new CommandLine(this)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(messages::badUsage)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> messages.failed(failure, line, json, debug));
  }

  @Override
  public Integer call() {
    checkOptions();
    if (save != null) {
      SnapshotFolder.prepare(save);
    }
    Examined examined = snapshot == null ? ofAzure() : ofSnapshot(snapshot);
    out(json ? Json.text(JsonReport.of(examined)) + "\n" : TextReport.of(examined, terminal));
    return examined.exitCode();
  }

  private void checkOptions() {
    if (gateway == null && snapshot == null) {
      throw new Trouble(
          "There is nothing to diagnose: neither --gateway nor --snapshot is given.",
          "Name a gateway with --gateway <resource id>, or a folder with --snapshot <folder>;"
              + " --help shows more.");
    }
    if (snapshot == null) {
      return;
    }
    String unfit =
        String.join(
            ", ",
            Stream.of(
                    save == null ? "" : "--save",
                    armEndpoint == null ? "" : "--arm-endpoint",
                    logsEndpoint == null ? "" : "--logs-endpoint",
                    handshakes ? "--tls-look" : "")
                .filter(name -> !name.isEmpty())
                .toList());
    if (!unfit.isEmpty()) {
      throw new Trouble(
          "The options --snapshot and " + unfit + " do not go together.",
          "A snapshot is walked without Azure: leave out " + unfit + ", or --snapshot.");
    }
  }

  private Examined ofAzure() {
    Places places = places();
    ResourceId id = GatewayArgument.read(String.valueOf(gateway));
    if (terminal.attended() && !json) {
      err("Reading " + id.name() + " in Azure; back-end health alone can take a minute ...\n");
    }
    Examination examination = new Examination(clock);
    Look<Sight> opened = eyes.open(id, places);
    if (opened instanceof Look.Unreadable<Sight> not) {
      throw LookTrouble.signIn(not);
    }
    SavingSight sight = new SavingSight(opened.asFound().orElseThrow());
    if (sight.gateway() instanceof Look.Unreadable<Gateway> not) {
      throw LookTrouble.gateway(id, not, places);
    }
    Examined examined = examination.of(sight, "Azure, " + places.arm().getAuthority(), List.of());
    if (save != null) {
      SnapshotFolder.write(save, id, examined.at(), sight.looks());
      if (!json) {
        return examined.noting(sight.looks().size() + " looks are saved in " + save);
      }
    }
    return examined;
  }

  private Places places() {
    return new Places(
        Places.origin("--arm-endpoint", Optional.ofNullable(armEndpoint).orElse(Places.AZURE_ARM)),
        Places.origin(
            "--logs-endpoint", Optional.ofNullable(logsEndpoint).orElse(Places.AZURE_LOGS)),
        Optional.ofNullable(environment.get(Places.TOKEN))
            .map(String::strip)
            .filter(token -> !token.isEmpty()),
        handshakes);
  }

  private Examined ofSnapshot(Path folder) {
    Snapshot found = SnapshotFolder.read(folder);
    ResourceId id = chosen(found.gateways(), folder);
    SnapshotSight sight = new SnapshotSight(id, found);
    if (sight.gateway() instanceof Look.Unreadable<Gateway> not) {
      throw new Trouble(
          "The snapshot " + folder + " was saved without the gateway: " + not.sentence() + ".",
          "Save it again as somebody who may read the gateway.");
    }
    List<String> notes = new ArrayList<>();
    if (!found.unused().isEmpty()) {
      notes.add("not recognised and left aside: " + String.join(", ", found.unused()));
    }
    return new Examination(clock)
        .ofSnapshot(sight, folder + " (" + found.files() + " files)", notes);
  }

  private ResourceId chosen(List<ResourceId> gateways, Path folder) {
    if (gateways.isEmpty()) {
      throw new Trouble(
          "The snapshot " + folder + " has no application gateway.",
          "Save the gateway's document into it: `az rest --method get --url"
              + " \"<id>?api-version=2025-05-01\" > "
              + folder.resolve("gateway.json")
              + "`.");
    }
    String ids = String.join(" or ", gateways.stream().map(ResourceId::toString).toList());
    if (gateway == null) {
      if (gateways.size() > 1) {
        throw new Trouble(
            "The snapshot " + folder + " has " + gateways.size() + " gateways.",
            "Choose one with --gateway: " + ids + ".");
      }
      return gateways.get(0);
    }
    ResourceId wanted = GatewayArgument.read(gateway);
    if (!gateways.contains(wanted)) {
      throw new Trouble(
          "The snapshot " + folder + " has no gateway " + wanted + ".", "It has " + ids + ".");
    }
    return wanted;
  }

  private void out(String text) {
    var writer = line().getOut();
    writer.print(text);
    writer.flush();
  }

  private void err(String text) {
    var writer = line().getErr();
    writer.print(text);
    writer.flush();
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("called without its command line");
    }
    return spec.commandLine();
  }
}
