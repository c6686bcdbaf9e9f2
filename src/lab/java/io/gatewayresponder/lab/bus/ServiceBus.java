package io.gatewayresponder.lab.bus;

import io.gatewayresponder.lab.bus.amqp.Broker;
import io.gatewayresponder.lab.bus.amqp.MessageBody;
import io.gatewayresponder.lab.bus.queue.DeadLetterReason;
import io.gatewayresponder.lab.bus.queue.Message;
import io.gatewayresponder.lab.bus.queue.Queue;
import io.gatewayresponder.lab.bus.queue.QueueCounts;
import io.gatewayresponder.lab.bus.queue.QueueOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Service Bus namespace on this machine, for the real SDK with {@code
 * UseDevelopmentEmulator=true}.
 *
 * <p>Messages live in memory and outlast their clients and simulated outages, but not this object.
 * Deferring, time to live and transactions are refused rather than pretended.
 */
public final class ServiceBus implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  /** How late an expired lock or a scheduled message may be noticed. */
  private static final long CATCH_UP_MILLIS = 20;

  /** Far more than anything here takes; past it, something hangs. */
  private static final long PATIENCE_SECONDS = 10;

  private final Vertx vertx;
  private final Broker broker;
  private final Map<String, Queue> queues = new LinkedHashMap<>();
  private int port;
  private @Nullable NetServer server;

  private ServiceBus(ServiceBusOptions options) {
    // One loop thread owns broker and queues, so nothing in them needs a lock.
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    for (QueueOptions queue : options.queues()) {
      queues.put(queue.name(), new Queue(queue, options.clock(), UUID::randomUUID));
    }
    broker = new Broker(queues.values(), options.clock());
    port = options.port();
  }

  /**
   * Starts listening on the loopback address.
   *
   * @throws IllegalStateException when the port is in use; the message names it
   */
  public static ServiceBus start(ServiceBusOptions options) {
    ServiceBus bus = new ServiceBus(options);
    try {
      bus.listen();
    } catch (IllegalStateException e) {
      bus.close();
      throw e;
    }
    bus.vertx.setPeriodic(CATCH_UP_MILLIS, ignored -> bus.broker.catchUp());
    return bus;
  }

  public int port() {
    return port;
  }

  public String connectionString() {
    return "Endpoint=sb://"
        + HOST
        + ":"
        + port
        + ";SharedAccessKeyName=lab;SharedAccessKey=lab;UseDevelopmentEmulator=true;";
  }

  /**
   * Plays "Service Bus is down": connections are dropped and new ones refused, until told
   * otherwise.
   */
  public synchronized void refuse(boolean refuse) {
    if (refuse && server != null) {
      await("stop listening", server.close().toCompletionStage().toCompletableFuture());
      server = null;
      onLoop(
          () -> {
            broker.dropAll();
            return true;
          });
    } else if (!refuse && server == null) {
      listen();
    }
  }

  /** Cuts every client's connection once; they may connect again at once. */
  public void dropConnections() {
    onLoop(
        () -> {
          broker.dropAll();
          return true;
        });
  }

  public Map<String, QueueCounts> counts() {
    return onLoop(
        () -> {
          Map<String, QueueCounts> counts = new LinkedHashMap<>();
          queues.forEach((name, queue) -> counts.put(name, queue.counts()));
          return counts;
        });
  }

  /**
   * How many messages a queue has now.
   *
   * @throws IllegalArgumentException when there is no such queue
   */
  public QueueCounts counts(String queue) {
    return onLoop(() -> queue(queue).counts());
  }

  /**
   * The dead letters of a queue, oldest first.
   *
   * @throws IllegalArgumentException when there is no such queue
   */
  public List<DeadLetter> deadLetters(String queue) {
    return onLoop(
        () ->
            queue(queue)
                .deadLetters()
                .map(dead -> dead.peek(0, Integer.MAX_VALUE, null))
                .orElseGet(List::of)
                .stream()
                .map(peeked -> deadLetter(peeked.message()))
                .toList());
  }

  @Override
  public void close() {
    await("close", vertx.close().toCompletionStage().toCompletableFuture());
  }

  private void listen() {
    NetServer listening =
        vertx
            .createNetServer(new NetServerOptions().setHost(HOST).setPort(port))
            .connectHandler(broker::accept);
    try {
      await("listen on port " + port, listening.listen().toCompletionStage().toCompletableFuture());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "Service Bus cannot listen on port " + port + ": is it in use?", e);
    }
    port = listening.actualPort();
    server = listening;
  }

  private Queue queue(String name) {
    Queue queue = queues.get(name);
    if (queue == null) {
      throw new IllegalArgumentException("There is no queue " + name + ", only " + queues.keySet());
    }
    return queue;
  }

  private static DeadLetter deadLetter(Message message) {
    return new DeadLetter(
        message.sequenceNumber(),
        message.draft().messageId(),
        message.draft().sessionId(),
        message.enqueuedAt(),
        message.failedDeliveries(),
        String.valueOf(message.properties().getOrDefault(DeadLetterReason.REASON, "")),
        String.valueOf(message.properties().getOrDefault(DeadLetterReason.DESCRIPTION, "")),
        MessageBody.text(message));
  }

  private <T> T onLoop(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    vertx.runOnContext(
        ignored -> {
          try {
            done.complete(work.get());
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return await("answer", done);
  }

  private static <T> T await(String what, CompletableFuture<T> done) {
    try {
      return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw wrong;
      }
      throw new IllegalStateException("Service Bus could not " + what, e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("Service Bus did not " + what + " in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Service Bus was to " + what, e);
    }
  }
}
