package io.camus.mapreduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory through which the driver and the tasks of a local job talk to each other. Hadoop
 * makes the tasks' objects from a configuration file, tells the driver neither why a task failed
 * nor when a killed one has stopped, and two jobs may run in one process: so there is no object
 * that both could share.
 *
 * <pre>
 * go                  is there as long as tasks may work
 * running/&lt;attempt&gt;   a task at work
 * failed/&lt;task&gt;       why that task failed for good, one line
 * </pre>
 */
final class LocalBoard {
  private final Path go;
  private final Path running;
  private final Path failed;

  LocalBoard(Path directory) {
    go = directory.resolve("go");
    running = directory.resolve("running");
    failed = directory.resolve("failed");
  }

  /** Makes the directory; for the driver, before the job starts. */
  void open() throws IOException {
    Files.createDirectories(running);
    Files.createDirectories(failed);
    Files.createFile(go);
  }

  /** Asks all tasks to stop. */
  void cancel() throws IOException {
    Files.deleteIfExists(go);
  }

  /** Whether tasks should stop; also when the driver has cleared everything away. */
  boolean cancelled() {
    return Files.notExists(go);
  }

  /**
   * Puts up that a task is at work. A task does this <em>before</em> it looks whether it should
   * stop, so that either it sees the driver's wish or the driver sees it.
   */
  Presence enter(String attempt) throws IOException {
    Path mark = Files.createFile(running.resolve(attempt));
    return () -> {
      try {
        Files.deleteIfExists(mark);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** Notes why a task failed for good. */
  void failed(int task, String line) throws IOException {
    Files.writeString(failed.resolve(Integer.toString(task)), line);
  }

  /** Whether a task is at work. */
  boolean busy() throws IOException {
    try (Stream<Path> marks = Files.list(running)) {
      return marks.findAny().isPresent();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Why tasks failed, by task. */
  List<String> failures() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(failed)) {
      files =
          all.sorted(
                  (a, b) ->
                      Integer.compare(
                          Integer.parseInt(a.getFileName().toString()),
                          Integer.parseInt(b.getFileName().toString())))
              .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      lines.add(Files.readString(file));
    }
    return lines;
  }

  /** A task's sign that it is at work; closing takes it down. */
  interface Presence extends AutoCloseable {
    /** For tasks that nobody watches this way. */
    Presence NONE = () -> {};

    @Override
    void close();
  }
}
