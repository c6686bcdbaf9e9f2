package io.gatewayresponder.cli;

import io.gatewayresponder.evidence.Look;
import io.gatewayresponder.evidence.ResourceId;
import io.gatewayresponder.evidence.Sight;

/** Opens the sight on a gateway in Azure, as whoever is signed in. */
@FunctionalInterface
interface Eyes {
  /** Unreadable when nobody is signed in, or the sign-in gives no token. */
  Look<Sight> open(ResourceId gateway, Places places);
}
