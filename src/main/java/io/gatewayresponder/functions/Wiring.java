package io.gatewayresponder.functions;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.gatewayresponder.approval.Policy;
import io.gatewayresponder.azure.AzureServices;
import io.gatewayresponder.azure.AzureSettings;
import io.gatewayresponder.incident.AlertReader;
import io.gatewayresponder.incident.Scope;
import io.gatewayresponder.resolution.Resolutions;
import io.gatewayresponder.runbook.Runbook;
import io.gatewayresponder.runbook.steps.Guide;
import io.gatewayresponder.teams.TeamsChannel;
import io.gatewayresponder.workflow.Decide;
import io.gatewayresponder.workflow.Gate;
import io.gatewayresponder.workflow.Intake;
import io.gatewayresponder.workflow.Outbox;
import io.gatewayresponder.workflow.Pace;
import io.gatewayresponder.workflow.Planner;
import io.gatewayresponder.workflow.Ports;
import io.gatewayresponder.workflow.Replanning;
import io.gatewayresponder.workflow.Undoing;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only place that constructs. The worker asks it for every function object, found through
 * {@code META-INF/services}; each object is made once, at its first call, so that the first alert
 * after a cold start waits for what it needs and for nothing else.
 */
public final class Wiring implements FunctionInstanceInjector {
  /**
   * Reads of sights at a time. They wait rather than compute: five begin at once, and a subnet's
   * interfaces (up to 40) all together; two triages may run side by side.
   */
  private static final int SIGHT_THREADS = 48;

  private static final Lazy<House> HOUSE = new Lazy<>(() -> new House(System.getenv()));

  private final Map<Class<?>, Object> functions = new ConcurrentHashMap<>();

  /** Asked by the worker; a wrong setting ends here with a sentence that names it. */
  @Override
  public <T> T getInstance(Class<T> type) {
    return type.cast(functions.computeIfAbsent(type, Wiring::make));
  }

  private static Object make(Class<?> type) {
    if (type == Health.class) {
      return new Health();
    }
    if (type == AlertIntake.class) {
      return new AlertIntake(() -> HOUSE.get().intake.get());
    }
    House house = HOUSE.get();
    if (type == Triage.class) {
      return new Triage(house.triage());
    }
    if (type == ResolutionGate.class) {
      return new ResolutionGate(house.gate());
    }
    if (type == Reconcile.class) {
      return new Reconcile(house.reconcile());
    }
    if (type == Incidents.class) {
      return new Incidents(house.reader());
    }
    if (type == Console.class) {
      return new Console(house.reader());
    }
    if (type == Decision.class) {
      return new Decision(
          house.reader(),
          house.decide(),
          house.replanning(),
          house.undoing(),
          house.settings.baseUrl());
    }
    throw new IllegalArgumentException("no function is made of " + type.getName());
  }

  /** Everything that lives as long as the app. */
  private static final class House {
    private final AzureSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final AzureServices azure;
    private final Ports.Announcer announcer;
    private final Outbox outbox;
    private final Policy policy;
    private final Pace pace;
    private final Scope scope;
    private final Lazy<Intake> intake;
    private final Lazy<Ports.Sights> sights;
    private final Runbook runbook = Guide.runbook();
    private final Planner planner = Resolutions.all()::options;

    House(Map<String, String> environment) {
      settings = AzureSettings.from(environment);
      azure = new AzureServices(settings, clock);
      announcer =
          settings
              .teamsWebhookUrl()
              .<Ports.Announcer>map(url -> new TeamsChannel(url, settings.baseUrl()))
              .orElse(incident -> {});
      outbox = new Outbox(azure.incidentStore(), azure.queues(), announcer);
      policy =
          new Policy(
              new Policy.Settings(
                  settings.readerRole(),
                  settings.approverRole(),
                  settings.tenantId(),
                  settings.approvalTime(),
                  settings.writesEnabled()));
      pace = new Pace(settings.lookAgainAfter(), settings.verifyEvery(), settings.verifyLooks());
      scope = new Scope(settings.scopes());
      intake =
          new Lazy<>(
              () ->
                  new Intake(
                      new AlertReader(scope),
                      azure.incidentStore(),
                      outbox,
                      clock,
                      new IncidentNames(clock)));
      sights = new Lazy<>(() -> azure.sights(sightThreads()));
    }

    io.gatewayresponder.workflow.Triage triage() {
      return new io.gatewayresponder.workflow.Triage(
          azure.incidentStore(),
          sights.get(),
          runbook::diagnose,
          planner,
          outbox,
          clock,
          settings.approvalTime(),
          pace);
    }

    Gate gate() {
      return new Gate(
          azure.incidentStore(),
          azure.queues(),
          sights.get(),
          azure.armWriter(),
          runbook::diagnose,
          planner,
          policy,
          outbox,
          clock,
          pace);
    }

    io.gatewayresponder.workflow.Reconcile reconcile() {
      return new io.gatewayresponder.workflow.Reconcile(
          azure.incidentStore(),
          azure.queues(),
          azure.firedAlerts(),
          intake.get(),
          outbox,
          scope,
          clock);
    }

    Decide decide() {
      return new Decide(azure.incidentStore(), policy, outbox, clock);
    }

    Replanning replanning() {
      return new Replanning(
          azure.incidentStore(), sights.get(), runbook::diagnose, planner, policy, clock);
    }

    Undoing undoing() {
      return new Undoing(azure.incidentStore(), sights.get(), policy, outbox, clock);
    }

    Reader reader() {
      SignIn signIn = new SignIn(settings.authEnabled(), settings.tenantId());
      return new Reader(signIn, policy, azure.incidentStore());
    }

    /** Daemons: a look that hangs must not keep a worker from ending. */
    private static ExecutorService sightThreads() {
      AtomicInteger number = new AtomicInteger();
      ThreadFactory daemons =
          task -> {
            Thread thread = new Thread(task, "sight-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          };
      return Executors.newFixedThreadPool(SIGHT_THREADS, daemons);
    }
  }

  /** Made at the first asking; a failure is not remembered, so that the next asking tries again. */
  private static final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T made;

    Lazy(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public T get() {
      T known = made;
      if (known != null) {
        return known;
      }
      synchronized (this) {
        T again = made;
        if (again == null) {
          again = maker.get();
          made = again;
        }
        return again;
      }
    }
  }

  /**
   * The second part of incident ids: when, then some chance, so that ids sort by time and never
   * meet.
   */
  private record IncidentNames(Clock clock) implements Supplier<String> {
    /** 30 bits beside the millisecond: no two incidents of one gateway will share it. */
    private static final int CHANCES = 1 << 30;

    @Override
    public String get() {
      String time = Long.toString(clock.millis(), Character.MAX_RADIX);
      int chance = ThreadLocalRandom.current().nextInt(CHANCES);
      return time + Integer.toString(chance, Character.MAX_RADIX);
    }
  }
}
