package io.camus.metrics;

import io.camus.report.RunSummary.TopicSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;

/**
 * A figure that each topic has, and the run in total.
 *
 * @param name its name without the prefix {@code camus_topic_} or {@code camus_run_}
 * @param help what it is, one sentence
 * @param value its value, from a topic's summary and the end of the run; empty if there is none
 */
record TopicMetric(
    String name, String help, BiFunction<TopicSummary, Instant, OptionalDouble> value) {

  private static final long FAR_DAYS = 1_000_000;

  /** All of them. */
  static final List<TopicMetric> ALL =
      List.of(
          count("messages", "Records written to data files.", TopicSummary::messages),
          count("written_bytes", "Length of the data files, in bytes.", TopicSummary::bytes),
          count("files", "Data files.", TopicSummary::files),
          count("dead_letter_files", "Files of dead letters.", TopicSummary::deadLetterFiles),
          count("skipped_records", "Records skipped by a setting.", TopicSummary::skipped),
          count(
              "absent_offsets",
              "Committed offsets without a record, such as transaction markers.",
              TopicSummary::absent),
          count(
              "lag_offsets",
              "Offsets that existed when the run was planned and were not committed.",
              TopicSummary::lag),
          count(
              "held_back_offsets",
              "Offsets that open transactions blocked when the run was planned.",
              TopicSummary::heldBack),
          time(
              "first_event_timestamp_seconds",
              "Smallest event time of the committed records.",
              (topic, end) -> topic.firstEvent()),
          time(
              "last_event_timestamp_seconds",
              "Largest event time of the committed records.",
              (topic, end) -> topic.lastEvent()),
          time(
              "oldest_unread_timestamp_seconds",
              "Kafka's time of the oldest unread record; absent if none was left.",
              (topic, end) -> topic.unread().oldest()),
          time(
              "loss_timestamp_seconds",
              "When retention deletes the first unread record; absent if none was left, or unknown.",
              (topic, end) -> topic.unread().timeToLoss().flatMap(left -> after(end, left))));

  private static TopicMetric count(String name, String help, ToLongFunction<TopicSummary> figure) {
    return new TopicMetric(
        name, help, (topic, end) -> OptionalDouble.of((double) figure.applyAsLong(topic)));
  }

  private static TopicMetric time(
      String name, String help, BiFunction<TopicSummary, Instant, Optional<Instant>> moment) {
    return new TopicMetric(
        name,
        help,
        (topic, end) ->
            moment
                .apply(topic, end)
                .map(it -> OptionalDouble.of(seconds(it)))
                .orElse(OptionalDouble.empty()));
  }

  /** Empty if that is as good as never. */
  private static Optional<Instant> after(Instant end, Duration left) {
    return left.toDays() > FAR_DAYS ? Optional.empty() : Optional.of(end.plus(left));
  }

  /** Seconds since the epoch. */
  static double seconds(Instant moment) {
    return moment.toEpochMilli() / 1000.0;
  }
}
