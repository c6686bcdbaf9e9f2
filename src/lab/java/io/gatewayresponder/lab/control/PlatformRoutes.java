package io.gatewayresponder.lab.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.bus.DeadLetter;
import io.gatewayresponder.lab.bus.ServiceBus;
import io.gatewayresponder.lab.host.HostProcess;
import io.gatewayresponder.lab.host.Person;
import io.gatewayresponder.lab.storage.TableStorage;
import io.gatewayresponder.lab.twin.estate.Json;
import io.gatewayresponder.lab.web.Answer;
import io.gatewayresponder.lab.web.Request;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the app stands on: its process, Service Bus, storage, and the people who sign in. */
public final class PlatformRoutes {
  private PlatformRoutes() {}

  public static List<ControlRoute> of(
      HostProcess host, ServiceBus bus, TableStorage tables, List<Person> persons) {
    return List.of(
        ControlRoute.get("/host", "Whether the app's process runs.", request -> state(host)),
        ControlRoute.post(
            "/host/kill",
            "Ends the app's process at once, as a power cut would.",
            "",
            request -> {
              host.kill();
              return state(host);
            }),
        ControlRoute.post(
            "/host/start",
            "Starts the app's process again, with the same settings.",
            "",
            request -> {
              host.start();
              return state(host);
            }),
        ControlRoute.get(
            "/bus/queues",
            "How many messages each queue has, and its dead letters.",
            request -> queues(bus)),
        ControlRoute.post(
            "/bus/refuse",
            "Takes Service Bus down, or brings it back; messages are kept.",
            "{\"refuse\": true}",
            request -> {
              bus.refuse(Fields.of(request, "refuse").flag("refuse"));
              return queues(bus);
            }),
        ControlRoute.post(
            "/storage/stop",
            "Takes table storage down; the data is kept.",
            "",
            request -> {
              tables.stop();
              return Answer.json(200, Json.object().put("running", tables.isRunning()));
            }),
        ControlRoute.post(
            "/storage/start",
            "Brings table storage back.",
            "",
            request -> {
              tables.start();
              return Answer.json(200, Json.object().put("running", tables.isRunning()));
            }),
        ControlRoute.get("/persons", "Who can sign in.", request -> persons(persons)),
        ControlRoute.post(
            "/persons/sign-in",
            "Signs a person in: answers with the cookie, and sets it in a browser.",
            "{\"person\": \"olga\"}",
            request -> signIn(persons, request)));
  }

  private static Answer state(HostProcess host) {
    ObjectNode state = Json.object().put("running", host.isRunning()).put("url", host.url());
    host.pid().ifPresent(pid -> state.put("pid", pid));
    return Answer.json(200, state);
  }

  private static Answer queues(ServiceBus bus) {
    ObjectNode answer = Json.object();
    ObjectNode queues = answer.putObject("queues");
    for (var queue : new TreeMap<>(bus.counts()).entrySet()) {
      ObjectNode shown =
          queues
              .putObject(queue.getKey())
              .put("active", queue.getValue().active())
              .put("scheduled", queue.getValue().scheduled())
              .put("locked", queue.getValue().locked());
      var dead = shown.putArray("deadLetters");
      for (DeadLetter letter : bus.deadLetters(queue.getKey())) {
        dead.addObject()
            .put("messageId", letter.messageId())
            .put("reason", letter.reason())
            .put("description", letter.description())
            .put("body", letter.body());
      }
    }
    return Answer.json(200, answer);
  }

  private static Answer persons(List<Person> persons) {
    ObjectNode answer = Json.object();
    var array = answer.putArray("persons");
    for (Person person : persons) {
      var roles =
          array
              .addObject()
              .put("name", person.name())
              .put("objectId", person.objectId())
              .putArray("roles");
      person.roles().forEach(roles::add);
    }
    return Answer.json(200, answer);
  }

  private static Answer signIn(List<Person> persons, Request request) {
    String name = Fields.of(request, "person").text("person");
    Person person =
        persons.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Nobody is called "
                            + name
                            + "; there are "
                            + persons.stream().map(Person::name).toList()));
    // Cookies do not know ports: this one counts for the app as well.
    return new Answer(
            200,
            Map.of("Content-Type", "application/json"),
            Json.write(Json.object().put("cookie", person.cookie())))
        .with("Set-Cookie", person.cookie() + "; Path=/; HttpOnly; SameSite=Lax");
  }
}
