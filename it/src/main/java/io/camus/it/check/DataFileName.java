package io.camus.it.check;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * What the name of a data file promises: {@code ad.clicks+3+100+250+149.g1.avro}.
 *
 * @param partition where its records come from
 * @param from its first offset
 * @param to its last offset + 1
 * @param records number of records in it
 */
record DataFileName(TopicPartition partition, long from, long to, long records) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<topic>[^+]+)\\+(?<partition>\\d+)\\+(?<from>\\d+)\\+(?<to>\\d+)"
              + "\\+(?<records>\\d+)(\\.g\\d+)?(?<extension>\\.[a-z][a-z.]*)?");

  /** Reads a file's name; empty if it is not one of a data file. */
  static Optional<DataFileName> of(Path file) {
    Matcher matcher = SHAPE.matcher(file.getFileName().toString());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new DataFileName(
            new TopicPartition(
                matcher.group("topic"), Integer.parseInt(matcher.group("partition"))),
            Long.parseLong(matcher.group("from")),
            Long.parseLong(matcher.group("to")),
            Long.parseLong(matcher.group("records"))));
  }
}
