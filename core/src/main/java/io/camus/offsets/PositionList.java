package io.camus.offsets;

import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Positions as lines of text, {@code topic,partition,offset}: what {@code kafka-consumer-groups
 * --reset-offsets --export} prints of one group. Empty lines and those that begin with {@code #}
 * are left out.
 */
public final class PositionList {
  private static final int FIELDS = 3;

  private PositionList() {}

  /**
   * Reads a file.
   *
   * @throws ConfigurationException if it cannot be read, is empty, or a line is not a position; the
   *     message names the line
   */
  public static ForeignPositions read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConfigurationException(file + ": " + RootCause.line(e), e);
    }
    Map<TopicPartition, Long> next = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(next, line, file + ", line " + (i + 1));
      }
    }
    if (next.isEmpty()) {
      throw new ConfigurationException(
          file + " has no positions; each line must be topic,partition,offset");
    }
    return new ForeignPositions("the list " + file, next);
  }

  private static void add(Map<TopicPartition, Long> next, String line, String where) {
    String[] fields = line.split(",", -1);
    if (fields.length != FIELDS
        || fields[0].isBlank()
        || !fields[1].strip().matches("\\d{1,9}")
        || !fields[2].strip().matches("\\d{1,18}")) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s: \"%s\" is not topic,partition,offset, as in clicks,0,1200",
              where,
              line));
    }
    TopicPartition partition =
        new TopicPartition(fields[0].strip(), Integer.parseInt(fields[1].strip()));
    if (next.put(partition, Long.parseLong(fields[2].strip())) != null) {
      throw new ConfigurationException(where + ": " + partition + " is listed twice");
    }
  }
}
