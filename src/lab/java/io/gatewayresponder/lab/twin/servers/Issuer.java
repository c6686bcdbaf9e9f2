package io.gatewayresponder.lab.twin.servers;

/** Who signed a server's certificate. */
public sealed interface Issuer {

  /** An authority that everybody trusts. Such authorities sign through an intermediate. */
  record WellKnown() implements Issuer {}

  /**
   * An authority of somebody's own, by its name: trusted only where its root was uploaded. The same
   * name is the same root.
   */
  record Private(String authority, boolean throughIntermediate) implements Issuer {}

  /**
   * Nobody: the certificate signed itself. Without the mark of an authority it may not vouch even
   * for itself.
   */
  record SelfSigned(boolean isAuthority) implements Issuer {}

  default boolean hasIntermediate() {
    return this instanceof WellKnown || (this instanceof Private own && own.throughIntermediate());
  }
}
