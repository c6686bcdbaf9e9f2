package io.gatewayresponder.lab.bus.amqp;

import io.gatewayresponder.lab.bus.queue.Queue;
import io.vertx.core.net.NetSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The queues and the clients that are connected to them. One thread, the event loop, owns all of
 * it.
 */
public final class Broker {
  private final Map<String, Desk> desks = new LinkedHashMap<>();
  private final List<ClientConnection> clients = new ArrayList<>();
  private final Attachments attachments;

  public Broker(Collection<Queue> queues, InstantSource clock) {
    queues.forEach(this::add);
    attachments = new Attachments(desks, clock);
  }

  private void add(Queue queue) {
    desks.put(queue.options().name().toLowerCase(Locale.ROOT), new Desk(queue));
    queue.deadLetters().ifPresent(this::add);
  }

  public void accept(NetSocket socket) {
    ClientConnection client = new ClientConnection(socket, attachments);
    clients.add(client);
    socket.handler(
        bytes -> {
          client.receive(bytes);
          flush();
        });
    socket.closeHandler(ignored -> lose(client));
    socket.exceptionHandler(ignored -> socket.close());
  }

  private void lose(ClientConnection client) {
    clients.remove(client);
    client.lost();
    desks.values().forEach(desk -> desk.queue().dropConnection(client.id()));
    catchUp();
  }

  /** Lets happen what time has made due; to be called often. */
  public void catchUp() {
    desks.values().forEach(Desk::distribute);
    flush();
  }

  public void dropAll() {
    List.copyOf(clients).forEach(ClientConnection::drop);
  }

  private void flush() {
    List.copyOf(clients).forEach(ClientConnection::flush);
  }
}
