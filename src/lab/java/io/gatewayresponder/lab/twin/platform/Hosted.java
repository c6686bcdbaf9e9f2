package io.gatewayresponder.lab.twin.platform;

import io.gatewayresponder.lab.twin.servers.Answer;
import io.gatewayresponder.lab.twin.servers.Certificate;
import io.gatewayresponder.lab.twin.servers.WebServer;
import java.util.Optional;

/** Something that the platform runs behind a name. */
public sealed interface Hosted permits WebSite, ApiManagement {

  /** Its first name, under which what ARM cannot express is set in the lab. */
  String name();

  /** The public address to which its names lead. */
  String address();

  /** What the front end shows to whoever asks for this host; empty for none. */
  Certificate certificate(String host);

  /** Whether a request for this host is for it, and not for somebody that the front end ignores. */
  boolean knows(String host);

  /**
   * The front end's answer.
   *
   * @param own what was set in the lab for the thing itself
   */
  Answer answer(Caller caller, boolean tls, String host, String path, Optional<WebServer> own);
}
