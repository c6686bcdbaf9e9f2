package io.gatewayresponder.azure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

final class WellKnownTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private static final HeldCertificate ROOT =
      new HeldCertificate.Builder().certificateAuthority(1).commonName("root").build();
  private static final HeldCertificate MIDDLE =
      new HeldCertificate.Builder().certificateAuthority(0).signedBy(ROOT).build();
  private static final HeldCertificate LEAF =
      new HeldCertificate.Builder().commonName("shop.example").signedBy(MIDDLE).build();
  private static final Set<TrustAnchor> KNOWN = Set.of(new TrustAnchor(ROOT.certificate(), null));

  private static boolean leads(HeldCertificate... chain) throws Exception {
    List<X509Certificate> certificates = new ArrayList<>();
    for (HeldCertificate one : chain) {
      certificates.add(one.certificate());
    }
    return WellKnown.leads(certificates, KNOWN);
  }

  @Test
  void a_whole_chain_leads_to_its_root_with_or_without_the_root_in_it() throws Exception {
    assertTrue(leads(LEAF, MIDDLE));
    assertTrue(leads(LEAF, MIDDLE, ROOT));
  }

  @Test
  void a_missing_certificate_is_not_supplied() throws Exception {
    assertFalse(leads(LEAF));
  }

  @Test
  void a_private_authority_is_not_known() throws Exception {
    HeldCertificate other = new HeldCertificate.Builder().certificateAuthority(0).build();
    assertFalse(leads(new HeldCertificate.Builder().signedBy(other).build(), other));
    assertFalse(leads(new HeldCertificate.Builder().build()), "signed by itself");
  }

  @Test
  void an_expired_certificate_is_still_its_authoritys() throws Exception {
    long now = System.currentTimeMillis();
    HeldCertificate root =
        new HeldCertificate.Builder()
            .certificateAuthority(0)
            .validityInterval(now - 9 * DAY, now + 9 * DAY)
            .build();
    HeldCertificate expired =
        new HeldCertificate.Builder()
            .validityInterval(now - 3 * DAY, now - 2 * DAY)
            .signedBy(root)
            .build();
    HeldCertificate early =
        new HeldCertificate.Builder()
            .validityInterval(now + 2 * DAY, now + 3 * DAY)
            .signedBy(root)
            .build();
    Set<TrustAnchor> known = Set.of(new TrustAnchor(root.certificate(), null));
    assertTrue(WellKnown.leads(List.of(expired.certificate()), known));
    assertTrue(WellKnown.leads(List.of(early.certificate()), known));
  }

  @Test
  void nothing_leads_nowhere() throws Exception {
    assertFalse(WellKnown.leads(List.of(), KNOWN));
    assertFalse(
        WellKnown.leads(List.of(LEAF.certificate(), MIDDLE.certificate()), WellKnown.authorities()),
        "to this machine's own authorities");
    assertFalse(WellKnown.leads(List.of(LEAF.certificate()), Set.of()));
  }
}
