package io.camus.cli.report;

import static java.util.Objects.requireNonNull;

import io.camus.model.RejectionCause;
import java.util.List;
import java.util.Optional;

/**
 * Rejected records of the runs of the report.
 *
 * @param rows by topic and cause, most records first
 * @param omitted the others
 */
public record DeadLetters(List<Row> rows, Omitted omitted) {
  /** No rejected records. */
  public static final DeadLetters NONE = new DeadLetters(List.of(), new Omitted(0, ""));

  public DeadLetters {
    rows = List.copyOf(rows);
    requireNonNull(omitted, "omitted");
  }

  /**
   * Rejected records of a topic with one cause.
   *
   * @param topic the topic
   * @param cause why they were rejected
   * @param records their number
   * @param committed whether they are in dead letter files; if not, Kafka still has them
   * @param runs how many runs rejected them
   * @param samples some of them, at most one for each run
   */
  public record Row(
      String topic,
      RejectionCause cause,
      long records,
      boolean committed,
      int runs,
      List<Sample> samples) {
    public Row {
      requireNonNull(topic, "topic");
      requireNonNull(cause, "cause");
      samples = List.copyOf(samples);
    }
  }

  /**
   * A rejected record.
   *
   * @param place such as {@code clicks-3@17}
   * @param message what is wrong with it
   * @param hint what to do; empty if its bytes give no hint
   * @param run the run that rejected it
   * @param file the dead letter file that it is in; empty if it is not committed, or the file is
   *     not known
   */
  public record Sample(
      String place, String message, Optional<String> hint, String run, Optional<String> file) {
    public Sample {
      requireNonNull(place, "place");
      requireNonNull(message, "message");
      requireNonNull(hint, "hint");
      requireNonNull(run, "run");
      requireNonNull(file, "file");
    }
  }
}
