package io.camus.config;

import io.camus.model.StartPosition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Where a partition begins, and how much of it a run takes. */
public final class PullSettings {
  static final KeyGroup KEYS =
      new KeyGroup(
          "Pulling",
          "Where a pull starts and how far it goes; limits take fractions, and -1 for no limit.");

  public static final Key<StartPosition> START =
      KEYS.key(
              "camus.kafka.start.position",
              KeyType.TEXT.map(PullSettings::startPosition),
              "earliest")
          .means(
              "Where a partition that was never pulled begins: earliest, latest, or a time, as"
                  + " 2026-11-22T14:00:00Z or in milliseconds since the epoch.");

  public static final Key<Optional<Duration>> MAX_HISTORICAL =
      KEYS.key("kafka.max.historical.days", KeyType.limit(Duration.ofDays(1)), "-1")
          .means("Days; records older than this are not pulled, and counted as skipped.");

  public static final Key<Optional<Duration>> MAX_PULL_SPAN =
      KEYS.key("kafka.max.pull.hrs", KeyType.limit(Duration.ofHours(1)), "-1")
          .means("Hours of event time that one run pulls from a partition at most.");

  public static final Key<Optional<Duration>> MAX_PULL_TIME =
      KEYS.key("kafka.max.pull.minutes.per.task", KeyType.limit(Duration.ofMinutes(1)), "-1")
          .means("Minutes that a task pulls at most; what it has by then is committed.");

  public static final Key<Duration> STALL_TIMEOUT =
      KEYS.key("camus.pull.stall.timeout.ms", KeyType.MILLISECONDS, "300000")
          .means(
              "Milliseconds that a task waits when nothing comes from any of its partitions; then it"
                  + " stops where they are and reports it.");

  public static final Key<TopicSet> MOVE_TO_LATEST =
      KEYS.key("kafka.move.to.last.offset.list", KeyType.TOPICS, "")
          .means(
              "Topics, or all, whose partitions are set to their end in this run: what lies before"
                  + " is never pulled.");

  static final Key<Boolean> MOVE_TO_EARLIEST =
      KEYS.key("kafka.move.to.earliest.offset", KeyType.YES_NO, "false")
          .means(
              "Whether a partition whose next offset was deleted by retention goes on at the oldest"
                  + " record; the same as etl.fail.on.offset.outofrange=false.");

  static final Key<Boolean> FAIL_ON_OUT_OF_RANGE =
      KEYS.key("etl.fail.on.offset.outofrange", KeyType.YES_NO, "true")
          .means(
              "Whether a partition whose next offset was deleted by retention is left alone and the"
                  + " run ends with exit code 4; the lost offsets are reported either way.");

  private PullSettings() {}

  static boolean failOnOffsetOutOfRange(ParsedSettings settings) {
    return settings.value(FAIL_ON_OUT_OF_RANGE) && !settings.value(MOVE_TO_EARLIEST);
  }

  private static StartPosition startPosition(String text) {
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
