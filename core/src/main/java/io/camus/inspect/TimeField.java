package io.camus.inspect;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * A field that can be parsed as a time.
 *
 * @param path the field, with dots
 * @param format its {@code camus.message.timestamp.format}; irrelevant for numbers whose unit is in
 *     the schema
 * @param unit the unit in the schema; empty if it has none
 * @param read number of records in which it could be parsed
 * @param records number of records checked
 * @param first the earliest moment
 * @param last the latest moment
 * @param ahead median difference to Kafka's timestamp; negative if behind
 * @param doubt why it may be misleading
 */
public record TimeField(
    String path,
    String format,
    String unit,
    long read,
    long records,
    Instant first,
    Instant last,
    Duration ahead,
    Doubt doubt) {

  /** Why a field does not look like the event time. */
  public enum Doubt {
    NONE("", 0),
    WHOLE_DAYS("contains dates without a time", 1),
    SPARSE("is missing or unreadable in many records", 2),
    FUTURE("is ahead of Kafka's time", 3),
    CONSTANT("is the same in all records", 4),
    FAR("is years away from Kafka's time", 5);

    private final String words;
    private final int weight;

    Doubt(String words, int weight) {
      this.words = words;
      this.weight = weight;
    }

    /** The doubt as a verb phrase about the field; empty for none. */
    public String words() {
      return words;
    }

    /** Whether files by such a field would be in wrong directories. */
    public boolean misleads() {
      return this == FUTURE || this == CONSTANT || this == FAR;
    }
  }

  /** The likeliest event time first. */
  static final Comparator<TimeField> LIKELIEST_FIRST =
      Comparator.comparingInt((TimeField field) -> field.doubt().weight)
          .thenComparingInt(field -> FieldNames.rank(field.path()))
          .thenComparing(field -> field.ahead().abs().truncatedTo(ChronoUnit.SECONDS))
          .thenComparingLong(field -> field.path().chars().filter(it -> it == '.').count())
          .thenComparing(TimeField::path);

  /** Whether it may determine directories. */
  boolean isProposable() {
    return (doubt == Doubt.NONE || doubt == Doubt.WHOLE_DAYS)
        && (FieldNames.rank(path) < FieldNames.NOT_OF_TIME || !unit.isEmpty() || !isNumber());
  }

  /** Whether the format reads numbers only. */
  boolean isNumber() {
    return format.startsWith("unix");
  }

  /** How far the field is from Kafka's time, for people. */
  public String distance() {
    return distance(ahead);
  }

  /** How far a time is from Kafka's, for people. */
  static String distance(Duration ahead) {
    Duration far = ahead.abs();
    if (far.compareTo(Duration.ofMinutes(1)) < 0) {
      return "close to Kafka's time";
    }
    String span =
        far.toDays() > 2 * 365
            ? far.toDays() / 365 + " years"
            : far.toDays() > 2
                ? far.toDays() + " days"
                : far.toHours() > 2 ? far.toHours() + " h" : far.toMinutes() + " min";
    return span + (ahead.isNegative() ? " behind" : " ahead of") + " Kafka's time";
  }
}
