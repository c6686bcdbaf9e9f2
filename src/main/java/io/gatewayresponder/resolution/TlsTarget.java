package io.gatewayresponder.resolution;

/**
 * A server in a command that a person will copy. Names may be text from outside: what is no address
 * and no host becomes a word to replace.
 *
 * @param name what is asked for in the handshake; empty for nothing
 */
record TlsTarget(String server, String port, String name) {
  private static final int LAST_PORT = 65_535;

  static TlsTarget of(String server, int port, String name) {
    boolean known =
        Parameter.list("server", "Server", ParameterType.SERVERS, 1, java.util.List.of(), "")
            .complaint(server)
            .isEmpty();
    return new TlsTarget(
        !known ? "SERVER" : server.contains(":") ? "[" + server + "]" : server,
        port >= 1 && port <= LAST_PORT ? Integer.toString(port) : "PORT",
        HostNames.isHost(name) ? name : "");
  }

  /** The handshake as the gateway makes it, what OpenSSL complains of included. */
  String handshake() {
    return "openssl s_client -connect "
        + server
        + ":"
        + port
        + (name.isEmpty() ? " -noservername" : " -servername " + name)
        + " -showcerts </dev/null 2>&1";
  }

  String look() {
    return "Look at what the server sends, from a machine in the virtual network: "
        + handshake()
        + " (the lines s: and i: name each certificate and who signed it; the lines with verify say"
        + " what OpenSSL makes of them)";
  }
}
