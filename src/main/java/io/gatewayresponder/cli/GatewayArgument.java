package io.gatewayresponder.cli;

import io.gatewayresponder.evidence.ResourceId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the resource id of a gateway as people paste it, and says what is wrong with one that is
 * not.
 */
final class GatewayArgument {
  static final String TYPE = "Microsoft.Network/applicationGateways";

  private static final String LIST =
      "`az network application-gateway list --query \"[].id\" -o tsv` prints the ids of your"
          + " gateways.";

  /** What Git Bash and MSYS make of an argument that begins with a slash. */
  private static final Pattern AS_WINDOWS_PATH =
      Pattern.compile("[A-Za-z]:[/\\\\].*?[/\\\\](subscriptions[/\\\\].*)", Pattern.DOTALL);

  private static final Pattern IN_A_PAGE = Pattern.compile("https?://.*?(/subscriptions/[^?#]+).*");

  private static final Pattern GUID =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

  private GatewayArgument() {}

  /**
   * The gateway that the text names. Blanks, quotes and slashes around an id do no harm.
   *
   * @throws Trouble when it names none
   */
  static ResourceId read(String given) {
    String text = trimmed(given);
    if (text.isEmpty()) {
      throw new Trouble("The option --gateway is empty.", "Give it a resource id. " + LIST);
    }
    Matcher windows = AS_WINDOWS_PATH.matcher(text);
    if (windows.matches()) {
      throw new Trouble(
          "The shell turned the resource id into a path of this machine: " + text + ".",
          "Git Bash does that to arguments that begin with a slash. Put MSYS_NO_PATHCONV=1 in"
              + " front of the command, or begin the id with two slashes: --gateway //"
              + windows.group(1).replace('\\', '/'));
    }
    Matcher page = IN_A_PAGE.matcher(text);
    if (page.matches()) {
      throw new Trouble(
          "The option --gateway has the address of a page, not a resource id.",
          "The id is the part of it that begins with /subscriptions/ and ends with the gateway's"
              + " name. "
              + LIST);
    }
    return gateway(text);
  }

  private static String trimmed(String given) {
    String text = given.strip().replaceAll("^[\"']+|[\"']+$", "").replaceAll("/+$", "");
    return text.startsWith("//subscriptions/") ? text.substring(1) : text;
  }

  private static ResourceId gateway(String text) {
    ResourceId id = ResourceId.find(text).orElseThrow(() -> notAnId(text));
    if (id.isType(TYPE)) {
      return id;
    }
    if (id.root().isType(TYPE)) {
      throw new Trouble(
          "That is the id of a part of a gateway (" + id.type() + "), not of a gateway.",
          "Use --gateway " + id.root());
    }
    throw new Trouble(
        "That is the id of a " + id.type() + " named " + id.name() + ", not of a gateway.",
        "An application gateway's id has the type " + TYPE + ". " + LIST);
  }

  private static Trouble notAnId(String text) {
    String shape =
        "An id reads /subscriptions/{guid}/resourceGroups/{name}/providers/"
            + TYPE
            + "/{name}. "
            + LIST;
    if (!text.contains("/")) {
      return new Trouble("\"" + text + "\" is a name, not a resource id.", shape);
    }
    String[] parts = text.split("/", -1);
    if (parts.length > 2
        && parts[1].equalsIgnoreCase("subscriptions")
        && !GUID.matcher(parts[2]).matches()) {
      return new Trouble(
          "The subscription in that resource id is not a GUID: \"" + parts[2] + "\".", shape);
    }
    if (!text.startsWith("/")) {
      return new Trouble("\"" + text + "\" does not begin with /subscriptions/.", shape);
    }
    return new Trouble("\"" + text + "\" is not the resource id of a gateway.", shape);
  }
}
