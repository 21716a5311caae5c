package io.camus.verify;

import io.camus.model.OffsetRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** What a data file's name tells: {@code clicks+3+100+250+140.g2.avro}. */
final class FileName {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:errors\\+)?(?<topic>[^+]+)\\+(?<partition>\\d{1,9})\\+(?<from>\\d{1,18})"
              + "\\+(?<to>\\d{1,18})\\+\\d{1,18}(?:\\.g(?<generation>\\d{1,9}))?(?:\\.[a-z].*)?");

  private FileName() {}

  /** Topic-partition and offsets, without a topic id; empty if the name is not of this shape. */
  static Optional<OffsetRange> range(String name) {
    Matcher parts = SHAPE.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long from = Long.parseLong(parts.group("from"));
    long to = Long.parseLong(parts.group("to"));
    if (to < from) {
      return Optional.empty();
    }
    String generation = parts.group("generation");
    return Optional.of(
        new OffsetRange(
            new TopicPartition(parts.group("topic"), Integer.parseInt(parts.group("partition"))),
            Uuid.ZERO_UUID,
            generation == null ? 0 : Integer.parseInt(generation),
            from,
            to));
  }
}
