package io.camus.complete;

import static java.util.Objects.requireNonNull;

import io.camus.model.Completion.LateMarker;
import io.camus.spi.Partitioner;
import io.camus.spi.StorePath;
import java.time.Duration;
import java.util.Optional;

/**
 * When the buckets of a topic are complete, and what shows it.
 *
 * @param directory the topic's directory
 * @param partitioner determines the buckets
 * @param settle how long after a bucket's end its records may arrive in time
 * @param marker name of the marker files; empty for none
 * @param late what late records do to a marker
 * @param separate whether late records have a directory of their own
 */
public record Completeness(
    StorePath directory,
    Partitioner partitioner,
    Duration settle,
    Optional<String> marker,
    LateMarker late,
    boolean separate) {
  public Completeness {
    requireNonNull(directory, "directory");
    requireNonNull(partitioner, "partitioner");
    requireNonNull(settle, "settle");
    requireNonNull(marker, "marker");
    requireNonNull(late, "late");
  }

  /** Whether the directory of an event time has an end. */
  public boolean hasEnds(long eventTimeMillis) {
    return DirectorySpan.around(partitioner, eventTimeMillis).isPresent();
  }
}
