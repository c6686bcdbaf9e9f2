package io.gatewayresponder.cli;

import io.gatewayresponder.cli.Page.Style;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says why there is no diagnosis: one paragraph, and a stack trace only when asked for. */
final class Messages {
  private final Terminal terminal;

  Messages(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Arguments that picocli could not make sense of. */
  int badUsage(ParameterException wrong, String[] arguments) {
    String words = String.valueOf(wrong.getMessage()).strip().replaceAll("\\.$", "");
    String meant =
        wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()
            ? "Perhaps you mean " + String.join(" or ", unmatched.getSuggestions()) + ". "
            : "";
    print(
        wrong.getCommandLine().getErr(),
        new Trouble(words + ".", meant + "--help shows what there is."));
    return Examined.NO_VERDICT;
  }

  int failed(Exception failure, CommandLine line, boolean json, boolean debug) {
    Trouble trouble =
        failure instanceof Trouble known
            ? known
            : new Trouble(
                "This program has a fault: " + failure + ".",
                "Run it again with --debug, and report what it shows. With --save, the folder"
                    + " helps to find the fault.",
                failure);
    if (json) {
      line.getOut().println(Json.text(JsonReport.of(trouble)));
      line.getOut().flush();
    } else {
      print(line.getErr(), trouble);
    }
    if (debug) {
      failure.printStackTrace(line.getErr());
      line.getErr().flush();
    }
    return Examined.NO_VERDICT;
  }

  private void print(PrintWriter err, Trouble trouble) {
    Page page = Page.ofWholeWords(terminal);
    page.note("", "  ", Style.BAD, "Not diagnosed:", trouble.wrong());
    page.paragraph("  ", Style.PLAIN, trouble.remedy());
    err.print(page);
    err.flush();
  }
}
