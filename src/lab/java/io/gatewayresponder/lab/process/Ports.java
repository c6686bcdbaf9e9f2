package io.gatewayresponder.lab.process;

import io.gatewayresponder.lab.web.PortTaken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine, for processes that must be told theirs. */
public final class Ports {
  private Ports() {}

  /**
   * The port itself when it can be listened on, a free one for 0.
   *
   * @throws PortTaken when somebody listens there
   */
  public static int claim(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new PortTaken(port, e);
    }
  }
}
