package io.camus.config;

import static io.camus.config.Reading.limit;
import static io.camus.config.Reading.milliseconds;
import static io.camus.config.Reading.topics;
import static io.camus.config.Reading.trimmed;
import static io.camus.config.Reading.yesNo;

import io.camus.model.StartPosition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** Where a pull starts, and how far it goes in one run. */
final class PullKeys {

  static final Key<StartPosition> START =
      Key.of("camus.kafka.start.position", ConfigDef.Type.STRING, PullKeys::startPosition)
          .byDefault("earliest")
          .means(
              "Where a partition that was never pulled begins: earliest, latest, or a time, as"
                  + " 2026-11-22T14:00:00Z or in milliseconds since the epoch.");

  static final Key<Optional<Duration>> MAX_HISTORICAL =
      limit("kafka.max.historical.days", Duration.ofDays(1))
          .means("Days; records older than this are not pulled, and counted as skipped.");

  static final Key<Optional<Duration>> MAX_PULL_SPAN =
      limit("kafka.max.pull.hrs", Duration.ofHours(1))
          .means("Hours of event time that one run pulls from a partition at most.");

  static final Key<Optional<Duration>> MAX_PULL_TIME =
      limit("kafka.max.pull.minutes.per.task", Duration.ofMinutes(1))
          .alsoCalled("kafka.max.pull.minutes.per.partition")
          .means("Minutes that a task pulls at most; what it has by then is committed.");

  static final Key<Duration> STALL_TIMEOUT =
      milliseconds("camus.pull.stall.timeout.ms")
          .byDefault("300000")
          .means(
              "Milliseconds that a task waits when nothing comes from any of its partitions; then it"
                  + " stops where they are and reports it.");

  static final Key<TopicSet> MOVE_TO_LATEST =
      topics("kafka.move.to.last.offset.list")
          .defaultMeans("none")
          .means(
              "Topics, or all, whose partitions are set to their end in this run: what lies before"
                  + " is never pulled.");

  static final Key<Boolean> MOVE_TO_EARLIEST =
      yesNo("kafka.move.to.earliest.offset")
          .byDefault("false")
          .means(
              "Whether a partition whose next offset was deleted by retention goes on at the oldest"
                  + " record; the same as etl.fail.on.offset.outofrange=false.");

  static final Key<Boolean> FAIL_ON_OUT_OF_RANGE =
      yesNo("etl.fail.on.offset.outofrange")
          .byDefault("true")
          .means(
              "Whether a partition whose next offset was deleted by retention is left alone and the"
                  + " run ends with exit code 4; the lost offsets are reported either way.");

  static final KeyGroup GROUP =
      new KeyGroup(
          "Pulling",
          "Where a pull starts and how far it goes; limits take fractions, and -1 for no limit.",
          List.of(
              START,
              MAX_HISTORICAL,
              MAX_PULL_SPAN,
              MAX_PULL_TIME,
              STALL_TIMEOUT,
              MOVE_TO_LATEST,
              MOVE_TO_EARLIEST,
              FAIL_ON_OUT_OF_RANGE));

  private PullKeys() {}

  private static StartPosition startPosition(Object value) {
    String text = trimmed(value);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "earliest" -> new StartPosition.Earliest();
      case "latest" -> new StartPosition.Latest();
      default -> new StartPosition.AtTime(time(text));
    };
  }

  private static Instant time(String text) {
    try {
      return text.matches("\\d+")
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : Instant.parse(text);
    } catch (DateTimeException | NumberFormatException bad) {
      throw new IllegalArgumentException(
          "must be earliest, latest, a time like 2026-11-22T14:00:00Z, or milliseconds since the"
              + " epoch",
          bad);
    }
  }
}
