package io.gatewayresponder.runbook.steps;

import static io.gatewayresponder.runbook.Next.byHand;
import static io.gatewayresponder.runbook.Next.escalate;
import static io.gatewayresponder.runbook.Next.goTo;
import static io.gatewayresponder.runbook.Next.propose;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.Sight;
import io.gatewayresponder.runbook.Family;
import io.gatewayresponder.runbook.Step;
import io.gatewayresponder.runbook.Subject;
import io.gatewayresponder.runbook.Table;
import io.gatewayresponder.runbook.steps.TlsVerdict.Kind;
import java.util.List;
import java.util.function.Predicate;

/**
 * Step 2d. Does the gateway trust what the servers show in TLS? Reads the sentence that the gateway
 * keeps for each failing server, and the certificates that the servers show in a handshake from
 * here, where they can be reached.
 *
 * <p>The guide has a person run a handshake from anywhere and compare by eye, with the error that
 * tells most thrown away.
 */
final class TlsStep implements Step<BackEndTls> {
  @Override
  public Look<BackEndTls> look(Sight sight, Subject subject) {
    return BackEndTls.look(sight, subject);
  }

  @Override
  public Table<BackEndTls> table() {
    return asTheHandshakeShows(
            asTheGuideHasIt(
                Table.<BackEndTls>ask("2d", "Does the gateway trust what the servers show in TLS?")
                    .noting(BackEndTls::facts)
                    .missing(BackEndTls::couldNotCheck)))
        .row(
            "2d.x9",
            "the handshake ended without a certificate that can be read",
            is(Kind.NO_CERTIFICATE))
        .means("the server refuses the handshake, or shows what is no certificate")
        .then(
            escalate(
                "A handshake from the responder came to nothing, and the gateway does not say what"
                    + " it met: see the server's TLS settings and what the handshake failed"
                    + " with."))
        .row(
            "2d.x10", "nothing could be seen, and the gateway does not say", is(Kind.NOTHING_KNOWN))
        .means("what the servers show is not known")
        .then(
            escalate(
                "The servers' certificates could not be seen from the responder, and the gateway"
                    + " does not say what its probe met: look at them from a machine in the virtual"
                    + " network."))
        .unreadable("2d.x11", "the setting could not be read")
        .means("which names and roots count is not known")
        .then(escalate("The HTTP setting of a failing pair could not be read."))
        .otherwise("2d.2", "the names cover the host, and the chain leads to a trusted root")
        .means("nothing is wrong with what is shown; the path is what is left")
        .then(goTo("2c-1"));
  }

  private static Table.Rows<BackEndTls> asTheGuideHasIt(Table.Rows<BackEndTls> rows) {
    return rows.row("2d.1", "the servers are asked in plain text", is(Kind.PLAIN))
        .means("there are no certificates")
        .then(goTo("2c-1"))
        .alsoRow(
            "2d.3",
            "the certificate's names do not cover the host that the gateway checks",
            shown(Kind.OTHER_NAME))
        .means("the gateway refuses a certificate that is for others")
        .then(propose(Family.F))
        .alsoRow(
            "2d.4",
            "a private authority signed the certificate, and the setting trusts no root",
            is(Kind.PRIVATE_WITHOUT_ROOT))
        .means("the gateway knows public authorities only, unless it is given others")
        .then(propose(Family.F))
        .row(
            "2d.5",
            "the gateway says that the name does not match, or that the leaf is missing",
            is(Kind.SAID_NAME_OR_LEAF))
        .means("the gateway refuses the certificate; the handshake does not show more")
        .then(propose(Family.F))
        .row("2d.6", "the gateway says that something else is wrong", is(Kind.SAID_OTHER))
        .means("the gateway refuses the certificate; the handshake does not show more")
        .then(propose(Family.F));
  }

  private static Table.Rows<BackEndTls> asTheHandshakeShows(Table.Rows<BackEndTls> rows) {
    return rows.alsoRow("2d.x1", "a certificate is not in force", shown(Kind.OUT_OF_DATE))
        .means("it has expired, or does not hold yet")
        .then(propose(Family.F))
        .alsoRow("2d.x2", "the server does not send its whole chain", is(Kind.INCOMPLETE))
        .means("the gateway does not fetch what is missing, though browsers may")
        .then(propose(Family.F))
        .alsoRow(
            "2d.x3",
            "another authority signed the certificate than the one that the setting trusts",
            is(Kind.OTHER_ROOT))
        .means("where roots are uploaded, only those count")
        .then(propose(Family.F))
        .row("2d.x4", "the server speaks no TLS on this port", is(Kind.NO_TLS))
        .means("the gateway begins a handshake and is answered in plain text")
        .then(
            byHand(
                "Switch TLS on at the server's port, or give the HTTP setting and its probe the"
                    + " port or the protocol that the server speaks."))
        .alsoRow("2d.x5", "the server's own certificate is not the first", is(Kind.LEAF_NOT_FIRST))
        .means("the order has to be: its own, the intermediates, the root")
        .then(propose(Family.F))
        .row(
            "2d.x6",
            "the gateway refuses the name, and the host that it checks is an address or none",
            is(Kind.ADDRESS_AS_NAME))
        .means("no name is asked for in the handshake, and no certificate is for it")
        .then(propose(Family.F))
        .alsoRow(
            "2d.x7", "the certificate is self-signed and not an authority's", is(Kind.SELF_SIGNED))
        .means("uploading it as a root would not help")
        .then(
            byHand(
                "Give the server a certificate that an authority signed; where that is a private"
                    + " one, upload its root to the gateway."))
        .alsoRow(
            "2d.x8",
            "the issuer of the last certificate shown was neither sent nor uploaded",
            is(Kind.ISSUER_NOT_SHOWN))
        .means("the chain is incomplete, or the authority is a private one")
        .then(propose(Family.F));
  }

  @Override
  public List<String> differences() {
    return List.of(
        "The guide lists all settings; here the pair's own is asked about. That it is plain HTTP, or"
            + " that the names match, does not lead to resolution A at once but to the path (2d.1,"
            + " 2d.2).",
        "Which name is checked has an order that the guide leaves out: the probe's host, then the"
            + " setting's, then the server's; the first generation takes the server's.",
        "Chain, order, dates and trust are judged beside the names. That the first certificate"
            + " cannot be verified does not prove a missing intermediate: a private root gives the"
            + " same error, and where the handshake cannot tell them apart the gateway's sentence"
            + " does.",
        "The gateway says what it meets first: the chain, then the dates, then the names. What the"
            + " handshake shows of the later ones is told beside it.",
        "The handshake is made from the responder. Where that does not reach the server, the"
            + " gateway's sentence decides alone; where the two disagree, the sentence decides and"
            + " both are shown.",
        "Settings may switch off the check of names, or of chain and dates; then these are no"
            + " faults.");
  }

  private static Predicate<BackEndTls> shown(Kind kind) {
    return seen -> seen.shows(kind);
  }

  private static Predicate<BackEndTls> is(Kind kind) {
    return seen -> seen.is(kind);
  }
}
