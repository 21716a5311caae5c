package io.camus.config;

import io.camus.model.StartPosition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Settings of where a partition starts and how much a run pulls. */
public final class PullSettings {
  static final KeyGroup KEYS =
      new KeyGroup(
          "Pulling",
          "Where a pull starts and how far it goes. Limits can be fractions; -1 means no limit.");

  public static final Key<StartPosition> START =
      KEYS.key(
              "camus.kafka.start.position",
              KeyType.TEXT.map(PullSettings::startPosition),
              "earliest")
          .means(
              "Where to start a partition that was never pulled: earliest, latest, or a time, as"
                  + " 2026-11-22T14:00:00Z or in milliseconds since the epoch.");

  public static final Key<Optional<Duration>> MAX_HISTORICAL =
      KEYS.key("kafka.max.historical.days", KeyType.limit(Duration.ofDays(1)), "-1")
          .means("Maximum age of records, in days. Older records are skipped and counted.");

  public static final Key<Optional<Duration>> MAX_PULL_SPAN =
      KEYS.key("kafka.max.pull.hrs", KeyType.limit(Duration.ofHours(1)), "-1")
          .means("Maximum hours of event time that one run pulls from a partition.");

  public static final Key<Optional<Duration>> MAX_PULL_TIME =
      KEYS.key("kafka.max.pull.minutes.per.task", KeyType.limit(Duration.ofMinutes(1)), "-1")
          .means("Maximum minutes that a task pulls. What it has pulled by then is committed.");

  public static final Key<Duration> STALL_TIMEOUT =
      KEYS.key("camus.pull.stall.timeout.ms", KeyType.MILLISECONDS, "300000")
          .means(
              "Milliseconds that a task waits for data if none of its partitions delivers any. It"
                  + " then stops at the offsets reached and reports the stall.");

  public static final Key<TopicSet> MOVE_TO_LATEST =
      KEYS.key("kafka.move.to.last.offset.list", KeyType.TOPICS, "")
          .means(
              "Topics, or all, whose partitions this run moves to their end offset. Records before"
                  + " it are never pulled.");

  static final Key<Boolean> MOVE_TO_EARLIEST =
      KEYS.key("kafka.move.to.earliest.offset", KeyType.YES_NO, "false")
          .means(
              "If true, a partition whose next offset was deleted by retention continues at the"
                  + " oldest record. Same as etl.fail.on.offset.outofrange=false.");

  static final Key<Boolean> FAIL_ON_OUT_OF_RANGE =
      KEYS.key("etl.fail.on.offset.outofrange", KeyType.YES_NO, "true")
          .means(
              "If true, a partition whose next offset was deleted by retention is not pulled, and"
                  + " the run ends with exit code 4. The lost offsets are always reported.");

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
