package io.gatewayresponder.lab;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewayresponder.lab.identity.Tokens;
import io.gatewayresponder.lab.twin.estate.Estate;
import io.gatewayresponder.lab.twin.estate.Estates;
import io.gatewayresponder.lab.twin.estate.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code lab.json}: where everything is, for scripts. */
public record LabFile(Path path, Map<String, String> places, Estate estate, Tokens tokens) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the file says; with an owner token of its own, since tokens expire. */
  public ObjectNode describe() {
    ObjectNode lab = Json.object();
    places.forEach(lab::put);
    lab.put("ownerToken", tokens.ownerToken());
    lab.put("subscription", Estates.SUBSCRIPTION).put("tenant", LabApp.TENANT);
    Set<String> groups = new TreeSet<>();
    var gateways = lab.putArray("gateways");
    for (ObjectNode gateway : estate.ofType("Microsoft.Network/applicationGateways")) {
      String id = gateway.path("id").asText();
      gateways.add(id);
      groups.add(id.split("/", -1)[4]);
    }
    var names = lab.putArray("resourceGroups");
    groups.forEach(names::add);
    return lab;
  }

  void write() throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    Files.writeString(
        path, JSON.writer(new DefaultPrettyPrinter()).writeValueAsString(describe()) + "\n");
  }
}
