package io.gatewayresponder.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which version this is: the packaged jar says it. */
final class Version implements IVersionProvider {
  static String ours() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"gateway-responder " + ours()};
  }
}
