package io.gatewayresponder.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gatewayresponder.evidence.ResourceId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of JSON files that is read as a snapshot, or written as one. */
final class SnapshotFolder {
  /** A gateway of the largest size is about 1 MB; a file beyond this was put there by mistake. */
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  /** A diagnosis of a large estate looks at some hundreds of things. */
  private static final int MOST_FILES = 5000;

  private static final int NAME_LENGTH = 60;

  private static final String HOW_TO_SAVE =
      "A folder that --save wrote, or one with the documents that `az rest` or `az network …"
          + " show` printed, can be walked.";

  private SnapshotFolder() {}

  /**
   * Reads every JSON file of the folder itself, in the order of their names.
   *
   * @throws Trouble when there is no such folder, no file, or one that is not JSON
   */
  static Snapshot read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Trouble(
          Files.exists(folder)
              ? "The snapshot " + folder + " is a file, not a folder."
              : "There is no snapshot folder " + folder.toAbsolutePath() + ".",
          HOW_TO_SAVE);
    }
    List<Path> files = jsonFiles(folder);
    if (files.isEmpty()) {
      throw new Trouble("The snapshot folder " + folder + " has no .json file.", HOW_TO_SAVE);
    }
    Map<Key, SavedLook> looks = new LinkedHashMap<>();
    List<String> unused = new ArrayList<>();
    for (Path file : files) {
      JsonNode json = json(file);
      Optional<SavedLook> ours = SavedLook.find(json);
      List<SavedLook> read = ours.map(List::of).orElseGet(() -> documents(file, json));
      read.forEach(look -> Snapshot.add(looks, look));
      if (read.isEmpty() && !json.has(SavedLook.MARK)) {
        // What a command that failed leaves behind where its output was redirected.
        unused.add(name(file) + (json.isMissingNode() ? " (empty)" : ""));
      }
    }
    return new Snapshot(looks, List.copyOf(unused), files.size());
  }

  private static List<SavedLook> documents(Path file, JsonNode json) {
    if (ArmShapes.isOfPowerShell(json)) {
      throw new Trouble(
          "The file " + file + " was written by PowerShell in a form of its own.",
          "Save the document as Azure gives it, with `az rest --method get --url"
              + " \"<id>?api-version=2025-05-01\"` or `az network application-gateway show`.");
    }
    return ArmShapes.read(json);
  }

  private static List<Path> jsonFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name(file).toLowerCase(Locale.ROOT).endsWith(".json"))
          .filter(Files::isRegularFile)
          .sorted()
          .limit(MOST_FILES)
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new Trouble(
            "The file " + file + " is larger than any document of Azure.",
            "Take it out of the folder.");
      }
      // From bytes: what Windows PowerShell redirects into a file is UTF-16.
      return Json.MAPPER.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new Trouble(
          "The file "
              + file
              + " is not JSON: "
              + e.getOriginalMessage()
              + (at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr())
              + ".",
          "Save it again, or take it out of the folder.",
          e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Trouble unreadable(Path path, IOException e) {
    return new Trouble(
        path + " could not be read: " + e.getMessage() + ".", "Check that you may read it.", e);
  }

  /**
   * Makes the folder that a snapshot is to go into, before anything is looked at.
   *
   * @throws Trouble when it holds files already, or cannot be made
   */
  static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new Trouble(
              "The folder " + folder + " for --save is not empty.",
              "Name a new folder: files of another diagnosis would be walked with this one's.");
        }
      }
    } catch (FileAlreadyExistsException e) {
      throw new Trouble(folder + " for --save is a file, not a folder.", "Name a folder.", e);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** Writes one file for each look, numbered in the order of asking, and one about them all. */
  static void write(Path folder, ResourceId gateway, Instant at, List<SavedLook> looks) {
    try {
      int number = 0;
      for (SavedLook look : looks) {
        number++;
        write(folder.resolve(fileName(number, look.key())), look.toJson());
      }
      write(
          folder.resolve("snapshot.json"),
          Json.MAPPER
              .createObjectNode()
              .put(SavedLook.MARK, SavedLook.VERSION)
              .put("gateway", gateway.toString())
              .put("savedAt", at.toString())
              .put("version", Version.ours())
              .put("looks", looks.size()));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static void write(Path file, JsonNode json) throws IOException {
    Files.writeString(file, Json.text(json) + "\n");
  }

  private static String fileName(int number, Key key) {
    String about = key.about().isEmpty() ? "" : "-" + lastName(key.about().get(0));
    String name = (key.look() + about).replaceAll("[^A-Za-z0-9._-]", "_");
    return "%03d-%s.json"
        .formatted(number, name.substring(0, Math.min(NAME_LENGTH, name.length())));
  }

  private static String lastName(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private static Trouble unwritable(Path folder, IOException e) {
    return new Trouble(
        "The snapshot could not be written to " + folder + ": " + e.getMessage() + ".",
        "Name a folder that you may write to, on a disk with room.",
        e);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
