package io.camus.it.demo;

import io.camus.it.objectstore.DevStore;
import io.camus.it.objectstore.S3Proxy;
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
 * s3/                an object store, if the demo is played with it: its log and its objects, which
 *                    are the topics, the commit log and the history
 * </pre>
 *
 * @param path the folder, absolute
 * @param store where the data, the commit log and the history are; empty: in the folder
 */
record DemoFolder(Path path, Optional<DevStore> store) {
  private static final String MARKER = ".camus-demo";
  private static final String KEPT = "kept\n";
  private static final String BUCKET = "camus-demo";

  /** All that the demo makes; it deletes nothing else. */
  private static final Set<String> OWN =
      Set.of(
          "camus.properties",
          "topics",
          "camus",
          "history",
          "kafka",
          "registry",
          "s3",
          "report.html");

  DemoFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** A folder of a demo on the local disk, or one of which only the servers matter. */
  DemoFolder(Path path) {
    this(path, Optional.empty());
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

  /** The data files, as local files. */
  Path topics() {
    return root().resolve("topics");
  }

  /** The commit log, as local files. */
  Path base() {
    return root().resolve("camus");
  }

  /** What finished runs leave, as local files. */
  Path history() {
    return root().resolve("history");
  }

  /** In an object store, where its server keeps the objects. */
  private Path root() {
    return store.isEmpty() ? path : S3Proxy.objects(objectStore(), BUCKET);
  }

  /** One of these directories, as settings name it. */
  String setting(Path directory) {
    return store.isEmpty()
        ? directory.toString()
        : "s3://" + BUCKET + "/" + root().relativize(directory);
  }

  Path objectStore() {
    return path.resolve("s3");
  }

  /** Starts the server of the object store. */
  S3Proxy startStore() {
    S3Proxy server = S3Proxy.start(S3Proxy.libraries(), objectStore());
    server.bucket(BUCKET);
    return server;
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
