package io.gatewayresponder.cli;

import io.gatewayresponder.cli.Page.Style;
import io.gatewayresponder.runbook.Diagnosis;
import io.gatewayresponder.runbook.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks as one tree: they begin alike, and branch where the rows, or what they are about, differ.
 */
final class WalkTree {
  /** Room for the longest row ids, such as {@code 2c-1.x10}. */
  static final int ID_COLUMNS = 9;

  private static final String INDENT = "  ";

  private static final class Node {
    final Finding finding;
    final List<Node> next = new ArrayList<>();

    Node(Finding finding) {
      this.finding = finding;
    }
  }

  private final Page page;
  private final Diagnosis diagnosis;

  /**
   * @param diagnosis whose causes are marked
   */
  WalkTree(Page page, Diagnosis diagnosis) {
    this.page = page;
    this.diagnosis = diagnosis;
  }

  void print(List<List<Finding>> walks) {
    List<Node> roots = new ArrayList<>();
    walks.forEach(walk -> grow(roots, walk));
    roots.forEach(root -> row(root, INDENT, INDENT));
  }

  private static void grow(List<Node> level, List<Finding> walk) {
    List<Node> here = level;
    for (Finding finding : walk) {
      Node known = null;
      for (Node node : here) {
        if (node.finding.equals(finding)) {
          known = node;
        }
      }
      if (known == null) {
        known = new Node(finding);
        here.add(known);
      }
      here = known.next;
    }
  }

  /** A row, and those after it: below it while there is one way, in branches from where not. */
  private void row(Node node, String lead, String indent) {
    Finding finding = node.finding;
    boolean cause = names(diagnosis.causes(), finding);
    String mark = cause ? " <- cause" : names(diagnosis.noticed(), finding) ? " <- noticed" : "";
    page.item(
        lead,
        indent,
        ID_COLUMNS,
        mark.isEmpty() ? Style.STRONG : Style.BAD,
        finding.row(),
        finding.seen() + mark);
    List<Node> next = node.next;
    if (next.size() == 1 && isAbout(next.get(0), finding)) {
      row(next.get(0), indent, indent);
      return;
    }
    for (int i = 0; i < next.size(); i++) {
      boolean last = i == next.size() - 1;
      String branch = indent + page.branch(last);
      String below = indent + page.trunk(last);
      if (isAbout(next.get(i), finding)) {
        row(next.get(i), branch, below);
      } else {
        page.note(branch, below, Style.PLAIN, "", next.get(i).finding.subject().toString());
        row(next.get(i), below, below);
      }
    }
  }

  private static boolean isAbout(Node node, Finding finding) {
    return node.finding.subject().equals(finding.subject());
  }

  /** A cause is one finding, or several that were merged into one. */
  private static boolean names(List<Finding> causes, Finding finding) {
    return finding.next().namesCause()
        && causes.stream()
            .anyMatch(
                cause ->
                    cause.row().equals(finding.row())
                        && (cause.subject().equals(finding.subject())
                            || cause.facts().containsKey("ruleId")));
  }
}
