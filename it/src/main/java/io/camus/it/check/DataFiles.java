package io.camus.it.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The data files and dead letters of a topic, counted by reading them. */
public final class DataFiles {
  private static final String MARKER = "_COMPLETE";

  private DataFiles() {}

  /**
   * The files below a topic's directory, without markers of complete hours, sorted by path; none if
   * there is no such directory.
   */
  public static List<Path> of(Path destination, String topic) {
    Path directory = destination.resolve(topic);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith(MARKER))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of records in a file: of Avro's blocks, or of lines. */
  public static long records(Path file) {
    try {
      return file.getFileName().toString().endsWith(".avro")
          ? AvroRecords.count(file)
          : LineRecords.count(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of dead letters of a topic below a directory. */
  public static long deadLetters(Path directory, String topic) {
    try {
      return DeadLetters.below(directory).count(topic);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
