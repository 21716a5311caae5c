package io.camus.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a topic is complete after a run (docs/protocol.md, "Complete buckets").
 *
 * @param topic its name
 * @param until directories of event times before this are closed; empty if none is
 * @param completed directories that the run proved complete
 * @param unproven directories that the run closed although records may be missing
 * @param late records that the run counted for directories that were closed before
 * @param heldOpen why the next directory is not closed although everything that arrived in time was
 *     pulled: what tiers counted differs
 */
public record TopicCompleteness(
    String topic,
    Optional<Instant> until,
    long completed,
    long unproven,
    long late,
    Optional<String> heldOpen) {
  public TopicCompleteness {
    requireNonNull(topic, "topic");
    requireNonNull(until, "until");
    requireNonNull(heldOpen, "heldOpen");
  }

  /** The same topic, with the reason why its next directory is not closed. */
  public TopicCompleteness heldOpen(String reason) {
    return new TopicCompleteness(topic, until, completed, unproven, late, Optional.of(reason));
  }
}
