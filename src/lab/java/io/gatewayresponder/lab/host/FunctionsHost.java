package io.gatewayresponder.lab.host;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The host as a process of its own, so that it can be killed at any moment and started again. Its
 * environment is the app's configuration; it ends when its standard input ends, that is, when
 * whoever started it is gone.
 */
public final class FunctionsHost implements AutoCloseable {
  /** What the process prints, followed by its address, when every listener runs. */
  static final String READY = "READY ";

  /** Setting: the key that functions ask for. */
  static final String FUNCTION_KEY = "LAB_FUNCTION_KEY";

  /** Setting: who can sign in, as {@link Person#write} writes it. */
  static final String PERSONS = "LAB_PERSONS";

  /** Kept, because the log manager forgets loggers that nobody holds. */
  private static final Logger SDK = Logger.getLogger("com.azure");

  private final List<QueueListener> queues = new ArrayList<>();
  private final List<TimerListener> timers = new ArrayList<>();
  private final HttpListener http;

  private FunctionsHost(HttpListener http) {
    this.http = http;
  }

  /** Runs the app of {@code -Dlab.app} on port {@code -Dlab.host.port}. */
  public static void main(String[] args) throws IOException {
    SDK.setLevel(Level.WARNING);
    try {
      FunctionsHost host = load(PackagedApp.read(Path.of(System.getProperty("lab.app", "."))));
      String url = host.start(Integer.getInteger("lab.host.port", 0));
      System.out.println(READY + url);
    } catch (RuntimeException e) {
      System.err.println("The functions host cannot start: " + e.getMessage());
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    while (System.in.read() >= 0) {
      // Nothing is said on standard input; it only ends.
    }
    Runtime.getRuntime().halt(0);
  }

  private static FunctionsHost load(PackagedApp app) {
    return of(app, Settings.ofEnvironment(), injector());
  }

  /** A host of this app. */
  static FunctionsHost of(PackagedApp app, Settings settings, FunctionInstanceInjector injector) {
    List<HttpListener.Served> served = new ArrayList<>();
    List<QueueListener> queues = new ArrayList<>();
    List<TimerListener> timers = new ArrayList<>();
    for (PackagedApp.Function function : app.functions()) {
      EntryPoint entryPoint = EntryPoint.load(function, injector);
      String name = function.name();
      if (function.trigger() instanceof Trigger.Http trigger) {
        served.add(new HttpListener.Served(name, trigger, new Route(trigger.route()), entryPoint));
      } else if (function.trigger() instanceof Trigger.Queue trigger) {
        queues.add(new QueueListener(name, trigger, entryPoint, app.settings(), settings));
      } else if (function.trigger() instanceof Trigger.Timer trigger) {
        String schedule = settings.resolve(trigger.schedule(), "it is the schedule of " + name);
        timers.add(
            new TimerListener(name, Schedule.parse(schedule), entryPoint, Clock.systemUTC()));
      }
    }
    AppServiceAuthentication authentication =
        new AppServiceAuthentication(
            settings.find("WEBSITE_AUTH_ENABLED").filter(Boolean::parseBoolean).isPresent(),
            Person.parse(settings.find(PERSONS).orElse("")));
    FunctionsHost host =
        new FunctionsHost(
            new HttpListener(
                app.settings().routePrefix(),
                settings.required(FUNCTION_KEY, "functions ask for it"),
                authentication,
                served));
    host.queues.addAll(queues);
    host.timers.addAll(timers);
    return host;
  }

  /** Starts every listener; the address of the front door. */
  String start(int port) {
    String url = http.start(port);
    queues.forEach(QueueListener::start);
    timers.forEach(TimerListener::start);
    return url;
  }

  @Override
  public void close() {
    timers.forEach(TimerListener::close);
    queues.forEach(QueueListener::close);
    http.close();
  }

  /** The app's injector; without one, functions are made by their default constructor. */
  private static FunctionInstanceInjector injector() {
    return ServiceLoader.load(FunctionInstanceInjector.class)
        .findFirst()
        .orElseGet(
            () ->
                new FunctionInstanceInjector() {
                  @Override
                  public <T> T getInstance(Class<T> type) throws Exception {
                    return type.getDeclaredConstructor().newInstance();
                  }
                });
  }
}
