package io.gatewayresponder.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What has been started, to be closed in the opposite order, once. */
final class Closing implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Closing.class.getName());

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T started) {
    open.push(started);
    return started;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "Part of the lab could not be closed", e);
      }
    }
  }
}
