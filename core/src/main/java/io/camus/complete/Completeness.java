package io.camus.complete;

import static java.util.Objects.requireNonNull;

import io.camus.model.Completion.LateMarker;
import io.camus.spi.Partitioner;
import io.camus.spi.StorePath;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When the buckets of a topic are complete, and what shows it.
 *
 * @param directory the topic's directory
 * @param partitioner determines the buckets
 * @param settle how long after a bucket's end its records may arrive in time
 * @param marker name of the marker files; empty for none
 * @param late what late records do to a marker
 * @param separate whether late records have a directory of their own
 * @param tiers the tiers that must have counted what the brokers held; empty: none
 */
public record Completeness(
    StorePath directory,
    Partitioner partitioner,
    Duration settle,
    Optional<String> marker,
    LateMarker late,
    boolean separate,
    List<String> tiers) {
  /** A year in each direction, so that every UTC offset of the time zone is included. */
  private static final int SAMPLES = 18;

  private static final long SAMPLE_DAYS = 20;

  public Completeness {
    requireNonNull(directory, "directory");
    requireNonNull(partitioner, "partitioner");
    requireNonNull(settle, "settle");
    requireNonNull(marker, "marker");
    requireNonNull(late, "late");
    tiers = List.copyOf(tiers);
  }

  /**
   * A directory within a year that does not begin and end with windows of counts; empty if there is
   * none, or if no tier has to balance.
   */
  public Optional<String> unfit(Duration window, Instant now) {
    if (tiers.isEmpty()) {
      return Optional.empty();
    }
    return IntStream.rangeClosed(-SAMPLES, SAMPLES)
        .mapToObj(number -> now.plus(number * SAMPLE_DAYS, ChronoUnit.DAYS))
        .map(time -> DirectorySpan.around(partitioner, time.toEpochMilli()))
        .flatMap(Optional::stream)
        .filter(span -> !isBorder(span.begin(), window) || !isBorder(span.end(), window))
        .map(DirectorySpan::directory)
        .findFirst();
  }

  private static boolean isBorder(Instant time, Duration window) {
    return Math.floorMod(time.toEpochMilli(), window.toMillis()) == 0;
  }

  /** Whether the directory of an event time has an end. */
  public boolean hasEnds(long eventTimeMillis) {
    return DirectorySpan.around(partitioner, eventTimeMillis).isPresent();
  }
}
