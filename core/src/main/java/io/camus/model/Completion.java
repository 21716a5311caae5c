package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Closes all buckets of a topic that end by a moment (docs/protocol.md, "Complete buckets").
 *
 * @param seen the ends that all positions have reached
 * @param settle how long after a bucket's end records of it may arrive in time
 * @param until buckets that end by then are closed; at most {@code seen.at} minus {@code settle}
 * @param provenFrom buckets that begin earlier are closed, but not proven; empty if all are proven
 * @param marker name of the marker files; empty for none
 * @param late what late records do to a marker
 * @param tiers the tiers that counted what the brokers held in each bucket; empty if none had to
 *     balance
 * @param buckets the closed directories with data since they were last closed; others are empty
 */
public record Completion(
    EndOffsets seen,
    Duration settle,
    Instant until,
    Optional<Instant> provenFrom,
    Optional<String> marker,
    LateMarker late,
    List<String> tiers,
    List<Bucket> buckets) {

  /** What late records do to the marker of their bucket. */
  public enum LateMarker {
    /** The marker is replaced by one with the new sums. */
    RENEW,
    /** The marker is deleted. */
    WITHDRAW
  }

  /** What is known of a directory. */
  public enum Verdict {
    /** All records that arrived in time are in it. */
    COMPLETE,
    /** Its bucket was closed before; these records arrived late. */
    LATE,
    /** Records may be missing: a position was set, or the topic was not pulled from its begin. */
    UNPROVEN,
    /** It is not a bucket of the topic's partitioner now. */
    OUTSIDE
  }

  /**
   * A closed directory.
   *
   * @param sums what was committed into it since it was last closed
   * @param begin begin of its bucket, inclusive; empty if it is {@code OUTSIDE}
   * @param end end of its bucket, exclusive; empty if it is {@code OUTSIDE}
   * @param verdict what is known of it
   */
  public record Bucket(
      BucketSums sums, Optional<Instant> begin, Optional<Instant> end, Verdict verdict) {
    public Bucket {
      requireNonNull(sums, "sums");
      requireNonNull(verdict, "verdict");
      boolean outside = verdict == Verdict.OUTSIDE;
      if (begin.isPresent() == outside || end.isPresent() == outside) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s is %s, from %s to %s", sums.directory(), verdict, begin, end));
      }
    }
  }

  public Completion {
    requireNonNull(seen, "seen");
    requireNonNull(until, "until");
    requireNonNull(provenFrom, "provenFrom");
    requireNonNull(marker, "marker");
    requireNonNull(late, "late");
    tiers = List.copyOf(tiers);
    buckets = List.copyOf(buckets);
    if (settle.isNegative() || until.isAfter(seen.at().minus(settle))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "closed until %s, seen at %s, settled after %s",
              until,
              seen.at(),
              settle));
    }
  }

  public String topic() {
    return seen.topic();
  }

  /** Whether files have to be written or deleted for it. */
  public boolean hasMarkers() {
    return marker.isPresent() && buckets.stream().anyMatch(Completion::hasMarker);
  }

  /** Whether a directory has a marker, or may have had one. */
  private static boolean hasMarker(Bucket bucket) {
    return bucket.verdict() == Verdict.COMPLETE || bucket.verdict() == Verdict.LATE;
  }
}
