package io.gatewayresponder.workflow.fake;

/**
 * Called before and after every call of a port; throws where something should go wrong. A {@link
 * Crash} stands for the end of the process; a runtime exception for an outage of the other side.
 */
@FunctionalInterface
public interface Trouble {
  /**
   * @param call the port's call, such as {@code store.commit}
   * @param done whether the call took effect already
   */
  void at(String call, boolean done);

  static Trouble none() {
    return (call, done) -> {};
  }

  /** The process ends here. No handler catches it, as none survives a SIGKILL. */
  final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    public Crash(String call) {
      super("crash at " + call);
    }
  }
}
