package io.camus.model;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where event times come from. Every decoded record is counted once: under its field, or in {@code
 * kafka}, {@code missing} or {@code unreadable}.
 *
 * @param fields records with the time from a field, by the field's path; contains all candidates
 * @param kafka records of decoders without fields
 * @param missing records with Kafka's time because they have none of the fields
 * @param unreadable records with Kafka's time because none of their fields can be read
 * @param january1970 records of {@code fields} with a time in January 1970
 * @param farAhead records of {@code fields} with a time more than a year after the run
 * @param unread one of the unreadable ones
 * @param doubtful one of January 1970 or far ahead
 */
public record EventTimes(
    Map<String, Long> fields,
    long kafka,
    long missing,
    long unreadable,
    long january1970,
    long farAhead,
    Optional<Sample> unread,
    Optional<Sample> doubtful) {

  /** No records. */
  public static final EventTimes NONE =
      new EventTimes(Map.of(), 0, 0, 0, 0, 0, Optional.empty(), Optional.empty());

  /**
   * One record's time.
   *
   * @param place {@code topic-partition@offset}
   * @param time the field and what it holds: {@code when = "22.11.2026"}; or a moment in ISO 8601
   */
  public record Sample(String place, String time) {}

  public EventTimes {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    if (kafka < 0 || missing < 0 || unreadable < 0 || january1970 < 0 || farAhead < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "negative counts: %d %d %d %d %d",
              kafka,
              missing,
              unreadable,
              january1970,
              farAhead));
    }
  }

  /** The sum of both; samples are from this one if it has any. */
  public EventTimes plus(EventTimes other) {
    Map<String, Long> sum = new TreeMap<>(fields);
    other.fields.forEach((field, count) -> sum.merge(field, count, Long::sum));
    return new EventTimes(
        sum,
        kafka + other.kafka,
        missing + other.missing,
        unreadable + other.unreadable,
        january1970 + other.january1970,
        farAhead + other.farAhead,
        unread.or(other::unread),
        doubtful.or(other::doubtful));
  }

  /** Records whose time is from a field. */
  public long fromFields() {
    return fields.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Records with Kafka's time although a field was expected. */
  public long replaced() {
    return missing + unreadable;
  }

  /** All records. */
  public long records() {
    return fromFields() + kafka + replaced();
  }
}
