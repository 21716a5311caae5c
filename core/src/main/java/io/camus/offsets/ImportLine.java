package io.camus.offsets;

import static java.util.Objects.requireNonNull;

import io.camus.model.PartitionPosition;
import io.camus.setup.Bounds;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition's position in another program, in Kafka, and in the commit log.
 *
 * @param partition the topic-partition
 * @param next the next offset of the other program; empty if it has none
 * @param held what the brokers hold; empty if the partition is not there or left out
 * @param known where the commit log has the partition; empty if it was never pulled
 * @param verdict what happens to it
 * @param change what setting it means; there if the verdict is to set it
 * @param whyOut why the settings leave the topic out
 */
public record ImportLine(
    TopicPartition partition,
    OptionalLong next,
    Optional<Bounds> held,
    Optional<PartitionPosition> known,
    ImportVerdict verdict,
    Optional<PositionChange> change,
    Optional<String> whyOut) {
  public ImportLine {
    requireNonNull(partition, "partition");
    requireNonNull(verdict, "verdict");
  }

  /** What is wrong with the position, or worth knowing of it; empty if nothing is. */
  public Optional<String> problem() {
    return switch (verdict) {
      case SET, THERE_ALREADY -> Optional.empty();
      case HAS_POSITION ->
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "its position is already %d; use --replace to change it",
                  known.orElseThrow().next()));
      case PASSED_BY_RETENTION ->
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "retention deleted offsets [%d, %d) before the other program read them",
                  next.orElseThrow(),
                  held.orElseThrow().earliest()));
      case BEYOND_END ->
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "the partition ends at %d: does the position belong to this cluster and this topic?",
                  held.orElseThrow().end()));
      case NOT_THERE -> Optional.of("not in the cluster, or not readable");
      case LEFT_OUT -> Optional.of("excluded: " + whyOut.orElseThrow());
      case NO_OFFSET ->
          Optional.of("no position in the source; a run starts at camus.kafka.start.position");
    };
  }
}
