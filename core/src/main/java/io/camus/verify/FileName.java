package io.camus.verify;

import io.camus.model.OffsetRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Parses the name of a data file or dead letter file: {@code clicks+3+100+250+140.g2.avro}, or
 * {@code clicks+2026-11-22-14-05-59-ba419d+3+17+140.avro} if partitions share files; without the
 * last number, and with {@code +3+100} before the run for files of one partition, if the store
 * cannot rename.
 */
final class FileName {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:errors\\+|\\+)?(?<topic>[^+]+)\\+(?<partition>\\d{1,9})\\+(?<from>\\d{1,18})"
              + "\\+(?<to>\\d{1,18})\\+\\d{1,18}(?:\\.g(?<generation>\\d{1,9}))?(?:\\.[a-z].*)?");
  private static final Pattern BY_RUN =
      Pattern.compile(
          "(?:errors\\+|\\+)?(?<topic>[^+]+)(?:\\+\\d{1,9}\\+\\d{1,18})?"
              + "\\+(?<run>\\d{4}(?:-\\d\\d){5}-[0-9a-f]{6})\\+\\d{1,9}\\+\\d{1,18}(?:\\+\\d{1,18})?(?:\\.[a-z].*)?");

  private FileName() {}

  /** The topic; empty if the name has another form. */
  static Optional<String> topic(String name) {
    Matcher byRun = BY_RUN.matcher(name);
    return byRun.matches()
        ? Optional.of(byRun.group("topic"))
        : range(name).map(range -> range.partition().topic());
  }

  /** The run, if the name has it. */
  static Optional<String> run(String name) {
    Matcher byRun = BY_RUN.matcher(name);
    return byRun.matches() ? Optional.of(byRun.group("run")) : Optional.empty();
  }

  /** Topic-partition and offsets, without a topic id; empty if the name has none. */
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
