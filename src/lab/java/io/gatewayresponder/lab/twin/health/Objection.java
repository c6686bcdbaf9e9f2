package io.gatewayresponder.lab.twin.health;

/** What a gateway has against a server's certificate, in the order in which it looks. */
public enum Objection {
  /** The first generation knows certificates one by one: this one is not among them. */
  NOT_LISTED,
  LEAF_MISSING,
  LEAF_NOT_FIRST,
  INTERMEDIATE_MISSING,
  /** No root was uploaded, and a private authority signed the leaf, or the leaf itself. */
  SERVER_NOT_PUBLIC,
  /** No root was uploaded, and a private authority signed the intermediate. */
  INTERMEDIATE_NOT_PUBLIC,
  /** Roots were uploaded, none of which signed the intermediate. */
  INTERMEDIATE_NOT_TRUSTED,
  /** Roots were uploaded, none of which is the one at the top of the chain. */
  ROOT_MISMATCH,
  /** Not valid any more, or not yet. */
  OUT_OF_DATE,
  OTHER_NAME,
  OTHER_NAME_V1
}
