package io.gatewayresponder.lab.vnet;

import io.gatewayresponder.lab.twin.servers.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The twin's names as a file for {@code -Djdk.net.hosts.file}. A JVM with that setting knows no
 * other names, so this machine's own are in it too.
 */
record HostsFile(Path path) {

  /** What is no plain name is left out: a line of the file must stay a line. */
  private static final String NAME = "[a-z0-9._-]{1,253}";

  void write(Map<String, String> names) {
    StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
    thisMachine()
        .filter(name -> !name.equals("localhost"))
        .ifPresent(name -> lines.append("127.0.0.1 ").append(name).append('\n'));
    for (Map.Entry<String, String> name : new TreeMap<>(names).entrySet()) {
      if (name.getKey().matches(NAME) && Names.isAddress(name.getValue())) {
        lines.append(name.getValue()).append(' ').append(name.getKey()).append('\n');
      }
    }
    try {
      Path directory = Files.createDirectories(path.toAbsolutePath().getParent());
      Path draft = Files.createTempFile(directory, "hosts", ".new");
      Files.writeString(draft, lines);
      Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> thisMachine() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
