package io.camus.it.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * report.html        the report, from camus report
 * registry/          Apicurio's log, if the demo is played with it
 * </pre>
 *
 * @param path the folder, absolute
 */
record DemoFolder(Path path) {
  private static final String MARKER = ".camus-demo";
  private static final String KEPT = "kept\n";

  /** All that the demo makes; it deletes nothing else. */
  private static final Set<String> OWN =
      Set.of("camus.properties", "topics", "camus", "history", "kafka", "registry", "report.html");

  DemoFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** Whether the demo made it. */
  boolean isDemo() {
    return Files.exists(path.resolve(MARKER));
  }

  /** Whether it was left with a broker for the user, who may have topics there. */
  boolean isKept() throws IOException {
    return isDemo() && Files.readString(path.resolve(MARKER)).equals(KEPT);
  }

  /** Notes that the user has it now. */
  void keep() throws IOException {
    Files.writeString(path.resolve(MARKER), KEPT);
  }

  /**
   * Refuses a folder in which something is not the demo's.
   *
   * @throws IllegalArgumentException naming it
   */
  void requireOwn() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    if (!isDemo() && !isEmpty()) {
      throw new IllegalArgumentException(
          path
              + " was not created by the demo and was not touched; choose another folder with --dir");
    }
    try (Stream<Path> content = Files.list(path)) {
      Optional<Path> foreign =
          content
              .filter(each -> !OWN.contains(each.getFileName().toString()))
              .filter(each -> !each.getFileName().toString().startsWith(".report.html."))
              .filter(each -> !each.equals(path.resolve(MARKER)))
              .sorted()
              .findFirst();
      if (foreign.isPresent()) {
        throw new IllegalArgumentException(
            foreign.get()
                + " was not created by the demo, so its folder was not touched; move it away, or choose"
                + " another folder with --dir");
      }
    }
  }

  /**
   * Makes it anew.
   *
   * @throws IllegalArgumentException if it holds anything that is not the demo's
   */
  void recreate() throws IOException {
    requireOwn();
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

  Path report() {
    return path.resolve("report.html");
  }

  Path registry() {
    return path.resolve("registry");
  }

  Path kafka() {
    return path.resolve("kafka");
  }
}
