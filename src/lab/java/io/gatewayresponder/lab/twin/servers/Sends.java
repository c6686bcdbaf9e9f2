package io.gatewayresponder.lab.twin.servers;

/** Which part of a certificate's chain a server sends. */
public enum Sends {
  /** The leaf and the intermediate, as it should be: nobody needs to be sent the root. */
  WHOLE_CHAIN,
  /** The root too, which does no harm. */
  WITH_ROOT,
  WITHOUT_INTERMEDIATE,
  /** All of it, with the leaf at the end. */
  LEAF_NOT_FIRST,
  /** Nothing but authorities. */
  WITHOUT_LEAF
}
