package io.camus.it.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's folder, which holds all that it makes:
 *
 * <pre>
 * camus.properties   the file of the runs
 * topics/            data files
 * camus/             the commit log, and what a run needs while it works
 * history/           what finished runs leave: plan, counts, dead letters
 * kafka/             the broker's data, settings and log
 * registry/          Apicurio's log, if the demo is played with it
 * </pre>
 *
 * @param path the folder, absolute
 */
record DemoFolder(Path path) {
  private static final String MARKER = ".camus-demo";

  DemoFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** Whether the demo made it. */
  boolean isDemo() {
    return Files.exists(path.resolve(MARKER));
  }

  /**
   * Makes it anew.
   *
   * @throws IllegalArgumentException if it holds anything and is not the demo's
   */
  void recreate() throws IOException {
    if (Files.exists(path) && !isDemo() && !isEmpty()) {
      throw new IllegalArgumentException(
          path + " is not a folder of the demo, so it is left alone; choose another by --dir");
    }
    if (Files.exists(path)) {
      deleteContent();
    }
    Files.createDirectories(path);
    Files.createFile(path.resolve(MARKER));
  }

  /** Deletes the marker last, so that a deletion which was cut short can be taken up again. */
  private void deleteContent() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        if (!each.equals(path) && !each.equals(path.resolve(MARKER))) {
          Files.delete(each);
        }
      }
    }
    Files.deleteIfExists(path.resolve(MARKER));
  }

  private boolean isEmpty() throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> content = Files.list(path)) {
      return content.findAny().isEmpty();
    }
  }

  Path properties() {
    return path.resolve("camus.properties");
  }

  Path topics() {
    return path.resolve("topics");
  }

  Path base() {
    return path.resolve("camus");
  }

  Path history() {
    return path.resolve("history");
  }

  Path registry() {
    return path.resolve("registry");
  }

  Path kafka() {
    return path.resolve("kafka");
  }
}
