package io.camus.it.check;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Parses the name of a data file: {@code ad.clicks+3+100+250+149.g1.avro}, or {@code
 * ad.clicks+2026-11-22-14-05-59-ba419d+3+17+140.avro} where partitions share files. In object
 * stores, files get their names before their content is known: {@code
 * ad.clicks+3+100+2026-11-22-14-05-59-ba419d+5+2.avro}, without the number of records.
 *
 * @param topic where its records come from
 * @param place where in the topic they come from; empty if from several partitions
 * @param records number of records in it; empty if the name does not tell
 */
record DataFileName(String topic, Optional<Place> place, OptionalLong records) {
  private static final String RUN = "\\d{4}(-\\d\\d){5}-[0-9a-f]{6}\\+\\d+\\+\\d+";
  private static final Pattern SHAPE =
      Pattern.compile(
          "\\+?(?<topic>[^+]+)\\+((?<partition>\\d+)\\+(?<from>\\d+)\\+((?<to>\\d+)|"
              + RUN
              + ")|"
              + RUN
              + ")(\\+(?<records>\\d+))?(\\.g\\d+)?(?<extension>\\.[a-z][a-z.]*)?");

  /**
   * Offsets of one partition.
   *
   * @param from the first offset of the file
   * @param to its last offset + 1, or the largest number if the name does not tell
   */
  record Place(TopicPartition partition, long from, long to) {
    boolean covers(long offset) {
      return offset >= from && offset < to;
    }
  }

  /** Reads a file's name; empty if it is not one of a data file. */
  static Optional<DataFileName> of(Path file) {
    Matcher matcher = SHAPE.matcher(file.getFileName().toString());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String topic = matcher.group("topic");
    Optional<Place> place =
        Optional.ofNullable(matcher.group("partition"))
            .map(
                partition ->
                    new Place(
                        new TopicPartition(topic, Integer.parseInt(partition)),
                        Long.parseLong(matcher.group("from")),
                        matcher.group("to") == null
                            ? Long.MAX_VALUE
                            : Long.parseLong(matcher.group("to"))));
    String records = matcher.group("records");
    return Optional.of(
        new DataFileName(
            topic,
            place,
            records == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(records))));
  }
}
