package io.gatewayresponder.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.incident.Conclusion;
import io.gatewayresponder.resolution.OptionJson;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.workflow.Conclusions;
import java.util.List;

/**
 * A diagnosis for machines: one object. Its fields are documented in {@code docs/diagnose.md};
 * findings have the shape in which incidents store them.
 */
final class JsonReport {
  /** Counts up when a field changes its meaning or goes; new fields may come without. */
  static final int SCHEMA = 1;

  private static final String SCHEMA_VERSION = "schemaVersion";
  private static final String OUTCOME = "outcome";
  private static final String EXIT_CODE = "exitCode";

  private JsonReport() {}

  static ObjectNode of(Examined examined) {
    Conclusion conclusion = examined.conclusion();
    ObjectNode json =
        Json.MAPPER
            .createObjectNode()
            .put(SCHEMA_VERSION, SCHEMA)
            .put("version", Version.ours())
            .put("gateway", examined.gateway().toString())
            .put("source", examined.fromSnapshot() ? "snapshot" : "azure")
            .put("at", examined.at().toString())
            .put("milliseconds", examined.milliseconds())
            .put(OUTCOME, conclusion.outcome())
            .put(EXIT_CODE, examined.exitCode())
            .put("headline", conclusion.headline())
            .put("causeRow", conclusion.causeRow())
            .put("transcript", conclusion.transcript());
    json.putObject("fingerprint")
        .put("signature", conclusion.fingerprint().signature())
        .put("value", conclusion.fingerprint().value());
    ArrayNode causes = json.putArray("causes");
    examined.diagnosis().causes().forEach(cause -> causes.add(Conclusions.json(cause, true)));
    json.set("findings", conclusion.findings());
    json.set("noticed", conclusion.noticed());
    json.set("decided", conclusion.decided());
    json.set("changes", conclusion.changes());
    conclusion.couldNotCheck().forEach(json.putArray("couldNotCheck")::add);
    json.set("walks", rows(examined.diagnosis().walks()));
    json.set("beside", rows(examined.diagnosis().beside()));
    ArrayNode options = json.putArray("options");
    examined.options().forEach(option -> options.add(OptionJson.write(option)));
    ArrayNode reads = json.putArray("reads");
    examined
        .reads()
        .forEach(
            read ->
                reads
                    .addObject()
                    .put("what", read.what())
                    .put("call", read.call())
                    .put("milliseconds", read.milliseconds())
                    .put(OUTCOME, read.outcome()));
    examined.notes().forEach(json.putArray("notes")::add);
    return json;
  }

  /** Where there is no diagnosis. */
  static ObjectNode of(Trouble trouble) {
    return Json.MAPPER
        .createObjectNode()
        .put(SCHEMA_VERSION, SCHEMA)
        .put("version", Version.ours())
        .put(OUTCOME, "could not diagnose")
        .put(EXIT_CODE, Examined.NO_VERDICT)
        .put("wrong", trouble.wrong())
        .put("remedy", trouble.remedy());
  }

  /** The ids of the rows that matched, walk by walk. */
  private static ArrayNode rows(List<List<Finding>> walks) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    for (List<Finding> walk : walks) {
      ArrayNode rows = list.addArray();
      walk.forEach(finding -> rows.add(finding.row()));
    }
    return list;
  }
}
