package io.gatewayresponder.lab;

import io.gatewayresponder.lab.bus.ServiceBus;
import io.gatewayresponder.lab.host.HostProcess;
import io.gatewayresponder.lab.host.Person;
import io.gatewayresponder.lab.identity.Tokens;
import io.gatewayresponder.lab.storage.TableStorage;
import io.gatewayresponder.lab.teams.TeamsChannel;
import io.gatewayresponder.lab.twin.arm.ArmServer;
import io.gatewayresponder.lab.twin.arm.LabAuthority;
import io.gatewayresponder.lab.twin.causes.Causes;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.vnet.VirtualNetwork;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/**
 * A lab that runs: everything a scenario or a test needs to break, look and decide.
 *
 * @param estate what exists in the twin
 * @param network where the modelled servers can be connected to
 * @param controlUrl of the control room
 */
public record RunningLab(
    LabAuthority authority,
    Estate estate,
    Tokens tokens,
    Causes causes,
    ArmServer arm,
    ServiceBus bus,
    TableStorage tables,
    TeamsChannel teams,
    VirtualNetwork network,
    HostProcess host,
    List<Person> persons,
    String controlUrl,
    LabFile file,
    Closing closing)
    implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /** A client that trusts the lab's own certificates. */
  public HttpClient client() {
    return HttpClient.newBuilder()
        .sslContext(authority.clientContext())
        .connectTimeout(CONNECT_LIMIT)
        .build();
  }

  /** Somebody of {@link #persons}. */
  public Person person(String name) {
    return persons.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    closing.close();
  }
}
