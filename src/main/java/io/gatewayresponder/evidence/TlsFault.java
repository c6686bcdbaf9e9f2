package io.gatewayresponder.evidence;

/** What can be seen to be wrong with what a server shows, the most telling first. */
public enum TlsFault {
  /** The server does not speak TLS on this port. */
  NO_TLS("the server speaks no TLS"),
  /** The handshake ended before a certificate was shown, or with one that cannot be read. */
  NO_CERTIFICATE("no certificate could be seen"),
  LEAF_NOT_FIRST("the server's own certificate is not the first"),
  /** Signed by itself, and not as an authority: it cannot be trusted by uploading it. */
  SELF_SIGNED("the certificate is self-signed and not an authority's"),
  /** A private authority signed it, and the setting trusts no root of its own. */
  PRIVATE_WITHOUT_ROOT("a private authority, and no trusted root"),
  /** None of the certificates that the setting trusts is the one that counts. */
  OTHER_ROOT("another authority than the uploaded one"),
  /** The last one shown has an issuer that was neither shown nor uploaded. */
  ISSUER_NOT_SHOWN("an issuer that was neither shown nor uploaded"),
  OUT_OF_DATE("a certificate is not in force"),
  OTHER_NAME("the certificate is for other names");

  private final String words;

  TlsFault(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
