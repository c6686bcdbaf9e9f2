package io.gatewayresponder.lab.bus.amqp;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;

/**
 * One client's TCP connection: bytes go into proton's engine, and what the engine makes of them
 * goes to the links.
 *
 * <p>The engine is driven directly because a queue keeps messages as the bytes they came in,
 * batches included.
 */
final class ClientConnection {
  private static final Logger LOG = Logger.getLogger(ClientConnection.class.getName());

  /** What Service Bus uses. */
  private static final int MAX_FRAME_BYTES = 64 * 1024;

  private static final LinkEnd GONE = new LinkEnd() {};
  private static final EnumSet<EndpointState> ANY = EnumSet.allOf(EndpointState.class);

  private final String id = UUID.randomUUID().toString();
  private final NetSocket socket;
  private final Attachments attachments;
  private final Transport transport = Proton.transport();
  private final Connection connection = Proton.connection();
  private final Collector collector = Proton.collector();
  private final Sasl sasl;

  /** The client's response links, by the address that its requests give for the reply. */
  private final Map<String, ResponseLink> responseLinks = new HashMap<>();

  ClientConnection(NetSocket socket, Attachments attachments) {
    this.socket = socket;
    this.attachments = attachments;
    transport.setMaxFrameSize(MAX_FRAME_BYTES);
    transport.setEmitFlowEventOnSend(false);
    sasl = transport.sasl();
    sasl.server();
    sasl.setMechanisms("ANONYMOUS");
    transport.bind(connection);
    connection.collect(collector);
    connection.setContainer("lab");
  }

  String id() {
    return id;
  }

  Map<String, ResponseLink> responseLinks() {
    return responseLinks;
  }

  void receive(Buffer buffer) {
    try {
      pour(ByteBuffer.wrap(buffer.getBytes()));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What a client sent cannot be handled; its connection is closed.", e);
      socket.close();
    }
  }

  private void pour(ByteBuffer bytes) {
    while (bytes.hasRemaining() && transport.capacity() > 0) {
      ByteBuffer tail = transport.tail();
      int amount = Math.min(tail.remaining(), bytes.remaining());
      tail.put(bytes.slice(bytes.position(), amount));
      bytes.position(bytes.position() + amount);
      transport.process();
      // Anonymous is all there is: whoever reaches the loopback address may come in.
      if (sasl.getRemoteMechanisms().length > 0 && sasl.getOutcome() == Sasl.PN_SASL_NONE) {
        sasl.done(Sasl.PN_SASL_OK);
      }
    }
    for (Event event = collector.peek(); event != null; event = collector.peek()) {
      handle(event);
      collector.pop();
    }
  }

  private void handle(Event event) {
    switch (event.getType()) {
      case CONNECTION_REMOTE_OPEN -> connection.open();
      case CONNECTION_REMOTE_CLOSE -> connection.close();
      case SESSION_REMOTE_OPEN -> event.getSession().open();
      case SESSION_REMOTE_CLOSE -> closeSession(event.getSession());
      case LINK_REMOTE_OPEN -> attachments.attach(this, event.getLink());
      case LINK_REMOTE_CLOSE, LINK_REMOTE_DETACH -> detach(event.getLink());
      case LINK_FLOW -> end(event.getLink()).onCredit();
      case DELIVERY -> deliver(event.getDelivery());
      default -> {}
    }
  }

  private static void deliver(Delivery delivery) {
    if (!delivery.isPartial()) {
      end(delivery.getLink()).onDelivery(delivery);
    }
  }

  private static void detach(Link link) {
    LinkEnd end = end(link);
    // A link may be detached and then end with its session: its end hears of the first only.
    link.setContext(GONE);
    end.onDetach();
    Links.detached(link);
  }

  private void closeSession(Session session) {
    links().stream()
        .filter(link -> link.getSession() == session && end(link) != GONE)
        .forEach(ClientConnection::detach);
    session.close();
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    Link link = connection.linkHead(ANY, ANY);
    while (link != null) {
      links.add(link);
      link = link.next(ANY, ANY);
    }
    return links;
  }

  private static LinkEnd end(Link link) {
    return link.getContext() instanceof LinkEnd end ? end : GONE;
  }

  /** Sends what has become ready, and heartbeats to a client that asked for them. */
  void flush() {
    transport.tick(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    int ready = transport.pending();
    while (ready > 0) {
      byte[] bytes = new byte[ready];
      transport.head().get(bytes);
      transport.pop(ready);
      socket.write(Buffer.buffer(bytes));
      ready = transport.pending();
    }
    if (ready < 0) {
      socket.close();
    }
  }

  void drop() {
    socket.close();
  }

  void lost() {
    links().forEach(link -> end(link).onConnectionLost());
    transport.unbind();
    transport.close();
  }
}
