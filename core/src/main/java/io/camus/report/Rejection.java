package io.camus.report;

import static java.util.Objects.requireNonNull;

import io.camus.model.RejectionCause;
import java.util.Locale;
import java.util.Optional;

/**
 * Rejected records of one topic with one cause.
 *
 * @param topic the topic
 * @param cause why they were rejected
 * @param records their number, at least one
 * @param of the records of the topic's ranges: messages, rejected and skipped ones
 * @param committed whether they are in dead letter files; if not, the topic was not committed and
 *     Kafka still has them
 * @param sample one of them; empty if none is available
 */
public record Rejection(
    String topic,
    RejectionCause cause,
    long records,
    long of,
    boolean committed,
    Optional<Sample> sample) {

  public Rejection {
    requireNonNull(topic, "topic");
    requireNonNull(cause, "cause");
    requireNonNull(sample, "sample");
    if (records <= 0 || of < records) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: %d rejected records of %d", topic, records, of));
    }
  }

  /**
   * A rejected record.
   *
   * @param place for example {@code clicks-3@17}
   * @param message what is wrong with it
   * @param hint what to do; empty if its bytes give no hint
   */
  public record Sample(String place, String message, Optional<String> hint) {
    public Sample {
      requireNonNull(place, "place");
      requireNonNull(message, "message");
      requireNonNull(hint, "hint");
    }
  }

  /** Their percentage of the topic's records. */
  public double percent() {
    return 100.0 * records / of;
  }

  /** Whether the records are faulty; a null value is not a fault. */
  public boolean isFault() {
    return cause != RejectionCause.NULL_VALUE;
  }

  Rejection with(Sample found) {
    return new Rejection(topic, cause, records, of, committed, Optional.of(found));
  }
}
