package io.gatewayresponder.lab.twin.arm;

import static io.gatewayresponder.lab.identity.Principal.OWNER;
import static io.gatewayresponder.lab.identity.Principal.TRIAGE;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.GATEWAY;
import static io.gatewayresponder.lab.twin.arm.ArmFixture.NETWORK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.twin.arm.ArmFixture.Answer;
import io.gatewayresponder.lab.twin.arm.Locks.Level;
import io.gatewayresponder.lab.twin.estate.Estates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a locked resource still lets do. */
class LocksTest {
  private static final String GROUP =
      "/subscriptions/" + Estates.SUBSCRIPTION + "/resourceGroups/" + Estates.GROUP;
  private static final String RULE =
      NETWORK + "networkSecurityGroups/web-nsg/securityRules/AllowGatewayToWeb";

  private ArmFixture arm;
  private Locks locks;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    arm = new ArmFixture(directory);
    locks = arm.server.faults().locks();
  }

  @AfterEach
  void close() {
    arm.close();
  }

  @Test
  void a_read_only_lock_forbids_changes_and_every_post_even_to_the_owner() throws Exception {
    ObjectNode gateway = arm.get(OWNER, GATEWAY).object();
    locks.put(GATEWAY.toUpperCase(Locale.ROOT), Level.READ_ONLY);
    Answer refused = arm.put(OWNER, GATEWAY, gateway);
    assertEquals(409, refused.status());
    assertEquals("ScopeLocked", refused.errorCode());
    assertEquals(
        "The scope '"
            + GATEWAY
            + "' cannot perform write operation because following scope(s) are locked: '"
            + GATEWAY.toUpperCase(Locale.ROOT)
            + "'. Please remove the lock and try again.",
        refused.body().at("/error/message").asText());
    assertEquals("ScopeLocked", arm.post(TRIAGE, GATEWAY + "/backendhealth").errorCode());
    assertEquals(409, arm.post(OWNER, GATEWAY + "/start").status());
    assertEquals(200, arm.get(TRIAGE, GATEWAY).status());
    assertEquals(0, arm.server.calls().writes().size());

    locks.remove(GATEWAY);
    assertEquals(200, arm.put(OWNER, GATEWAY, gateway).status());
  }

  @Test
  void a_lock_holds_for_everything_below() throws Exception {
    locks.put(GROUP, Level.READ_ONLY);
    assertEquals("ScopeLocked", arm.delete(OWNER, RULE).errorCode());
    assertEquals("ScopeLocked", arm.put(OWNER, RULE, arm.get(OWNER, RULE).body()).errorCode());
    locks.put(GROUP + "-other", Level.READ_ONLY);
    locks.remove(GROUP);
    assertEquals(202, arm.delete(OWNER, RULE).status());
  }

  @Test
  void a_lock_against_deletes_lets_change() throws Exception {
    locks.put(NETWORK + "networkSecurityGroups/web-nsg", Level.CAN_NOT_DELETE);
    assertEquals(200, arm.put(OWNER, RULE, arm.get(OWNER, RULE).body()).status());
    assertEquals("ScopeLocked", arm.delete(OWNER, RULE).errorCode());
    arm.server.faults().clear();
    assertEquals(202, arm.delete(OWNER, RULE).status());
  }

  @Test
  void who_has_no_right_hears_that_first() throws Exception {
    locks.put(GROUP, Level.READ_ONLY);
    assertEquals("AuthorizationFailed", arm.post(TRIAGE, GATEWAY + "/start").errorCode());
  }
}
