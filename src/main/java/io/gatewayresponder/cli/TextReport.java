package io.gatewayresponder.cli;

import io.gatewayresponder.cli.Page.Style;
import io.gatewayresponder.evidence.RecentChange;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.resolution.Change;
import io.gatewayresponder.resolution.Option;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Finding;
import io.gatewayresponder.runbook.Next;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A diagnosis for a person at a terminal: the verdict first, how it came about after it. */
final class TextReport {
  private static final String INDENT = "  ";
  private static final int LABEL = 13;

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Examined examined;
  private final Page page;
  private final Diagnosis diagnosis;
  private final List<List<Finding>> allWalks;

  private TextReport(Examined examined, Terminal terminal) {
    this.examined = examined;
    this.page = new Page(terminal);
    this.diagnosis = examined.diagnosis();
    this.allWalks = new ArrayList<>(diagnosis.walks());
    allWalks.addAll(diagnosis.beside());
  }

  static String of(Examined examined, Terminal terminal) {
    return new TextReport(examined, terminal).text();
  }

  private String text() {
    verdict();
    findings("CAUSES, the likeliest first", diagnosis.causes());
    options();
    findings("ALSO NOTICED", diagnosis.noticed());
    changes();
    unchecked();
    walks("HOW IT WAS FOUND", diagnosis.walks());
    walks("LOOKED AT BESIDE", diagnosis.beside());
    map();
    footer();
    return page.toString();
  }

  private void verdict() {
    Style style =
        switch (examined.exitCode()) {
          case Examined.NOTHING -> Style.GOOD;
          case Examined.CAUSE -> Style.BAD;
          default -> Style.ODD;
        };
    String outcome =
        diagnosis.conclusion() instanceof Diagnosis.Conclusion.Inconclusive
            ? "no verdict"
            : examined.conclusion().outcome();
    page.item(
        "",
        "",
        0,
        style,
        outcome.toUpperCase(Locale.ROOT),
        "at gateway " + examined.gateway().name());
    page.paragraph(
        INDENT, Style.STRONG, examined.conclusion().headline().replaceAll("\\.$", "") + ".");
    if (diagnosis.conclusion() instanceof Diagnosis.Conclusion.LookAgain again) {
      page.paragraph(
          INDENT, Style.PLAIN, "Diagnose again in " + again.after().toSeconds() + " seconds.");
    }
    ResourceId id = examined.gateway();
    detail(
        INDENT,
        "in",
        "resource group " + id.resourceGroup() + ", subscription " + id.subscription());
    page.item(INDENT, INDENT, LABEL, Style.FAINT, "looked at", examined.source());
    examined.notes().forEach(note -> detail(INDENT, "note", note));
  }

  private void findings(String heading, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    page.heading(heading);
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      String lead = INDENT + (findings.size() == 1 ? "" : (i + 1) + ". ");
      String under = " ".repeat(lead.length()) + INDENT;
      page.note(lead, under, Style.BAD, finding.row(), finding.seen());
      detail(under, "about", finding.subject().toString());
      detail(under, "means", finding.means());
      detail(under, "decided by", Facts.decisive(finding, allWalks));
      detail(under, "seen with", Facts.circumstances(finding, allWalks));
      if (finding.next() instanceof Next.ByHand byHand) {
        detail(under, "to do", byHand.what());
      } else if (finding.next() instanceof Next.Propose propose) {
        detail(under, "resolution", propose.family().name() + ": " + propose.family().title());
      }
    }
  }

  private void detail(String indent, String label, String words) {
    if (!words.isBlank()) {
      page.item(indent, indent, LABEL, Style.FAINT, label, words);
    }
  }

  private void options() {
    if (examined.options().isEmpty()) {
      return;
    }
    page.heading("WHAT CAN BE DONE (a preview: nothing is written from here)");
    Set<List<String>> told = new HashSet<>();
    int number = 0;
    for (Option option : examined.options()) {
      number++;
      String lead = INDENT + number + ". ";
      String under = " ".repeat(lead.length());
      page.note(
          lead, under, Style.GOOD, option.recommended() ? "recommended:" : "", option.title());
      if (option.writes()) {
        String approvers = option.approversNeeded() > 1 ? ", needs two people" : "";
        detail(under, "risk", option.risk().name().toLowerCase(Locale.ROOT) + approvers);
        option.changes().forEach(change -> detail(under, "would write", words(change)));
        option.sideEffects().forEach(effect -> detail(under, "also affects", effect));
      } else if (told.add(option.guidance())) {
        option
            .guidance()
            .forEach(step -> page.note(under + "- ", under + INDENT, Style.PLAIN, "", step));
      } else {
        page.paragraph(under, Style.FAINT, "as above");
      }
    }
  }

  private static String words(Change change) {
    return change.operation() + " " + change.resourceId().shortName() + change.path();
  }

  private void changes() {
    if (diagnosis.changes().isEmpty()) {
      return;
    }
    page.heading("CHANGED IN THE LAST DAY, the newest first");
    for (RecentChange change : diagnosis.changes()) {
      page.note(
          INDENT,
          INDENT + INDENT,
          Style.STRONG,
          MINUTES.format(change.at()),
          change.who() + ": " + change.summary());
    }
  }

  private void unchecked() {
    if (diagnosis.couldNotCheck().isEmpty()) {
      return;
    }
    page.heading("COULD NOT CHECK, BECAUSE");
    diagnosis
        .couldNotCheck()
        .forEach(why -> page.note(INDENT + "- ", INDENT + INDENT, Style.PLAIN, "", why));
  }

  private void walks(String heading, List<List<Finding>> walks) {
    if (!walks.isEmpty()) {
      page.heading(heading);
      new WalkTree(page, diagnosis).print(walks);
    }
  }

  private void map() {
    if (diagnosis.decided().isEmpty()) {
      return;
    }
    page.heading("BY THE DECISION MAP");
    for (Finding row : diagnosis.decided()) {
      page.item(
          INDENT,
          INDENT,
          WalkTree.ID_COLUMNS,
          Style.STRONG,
          row.row(),
          row.seen() + ": " + row.means());
    }
  }

  private void footer() {
    long unread = examined.reads().stream().filter(read -> !read.outcome().equals("found")).count();
    String reads =
        examined.reads().size()
            + (examined.fromSnapshot() ? " looks" : " reads")
            + (unread == 0 ? "" : ", " + unread + " without an answer,");
    page.blank();
    page.paragraph(
        "",
        Style.FAINT,
        "%s in %.1f s. Nothing was changed.".formatted(reads, examined.milliseconds() / 1000.0));
    page.paragraph("", Style.FAINT, "Fingerprint " + examined.conclusion().fingerprint().value());
  }
}
