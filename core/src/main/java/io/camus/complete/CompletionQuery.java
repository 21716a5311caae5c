package io.camus.complete;

import io.camus.commit.LogReader;
import io.camus.commit.LogState;
import io.camus.commit.PathKey;
import io.camus.model.Completion;
import io.camus.model.Completion.Bucket;
import io.camus.model.Completion.Verdict;
import io.camus.model.TrackedTopic;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether one bucket of a topic is complete, from the commit log alone. Reads back to the record
 * that closed the bucket.
 *
 * @param log reads records
 * @param rules the topic's settings
 */
public record CompletionQuery(LogReader log, Completeness rules) {

  /** What is known of a bucket. */
  public enum State {
    /** The topic is not tracked: no run has pulled it since camus.complete was set. */
    UNTRACKED,
    /** Not all positions have passed its end. */
    OPEN,
    /** All records that arrived in time are committed. */
    COMPLETE,
    /** It is closed, but records may be missing. */
    UNPROVEN
  }

  /**
   * The answer.
   *
   * @param state what is known
   * @param directory of the bucket, below the topic's
   * @param begin begin of the bucket, inclusive
   * @param end end of the bucket, exclusive
   * @param until buckets that end by then are closed; empty if none is
   */
  public record Answer(
      State state, String directory, Instant begin, Instant end, Optional<Instant> until) {}

  /**
   * Asks for the bucket of an event time.
   *
   * @param newest the newest state of the log
   * @param time the event time
   * @throws IllegalArgumentException if the partitioner has no bucket for it
   */
  public Answer of(String topic, Instant time, LogState newest) throws IOException {
    DirectorySpan span =
        DirectorySpan.around(rules.partitioner(), time.toEpochMilli())
            .orElseThrow(() -> new IllegalArgumentException("no directory has the time " + time));
    Optional<TrackedTopic> tracked = newest.trackers().of(topic);
    Optional<Instant> until = tracked.flatMap(TrackedTopic::until);
    State state =
        isClosed(tracked, span)
            ? closed(verdict(topic, span, newest.number()))
            : notClosed(tracked);
    return new Answer(state, span.directory(), span.begin(), span.end(), until);
  }

  /** Whether all positions have passed the end of a bucket. */
  static boolean isClosed(Optional<TrackedTopic> tracked, DirectorySpan span) {
    return tracked
        .flatMap(TrackedTopic::until)
        .filter(until -> !until.isBefore(span.end()))
        .isPresent();
  }

  static State notClosed(Optional<TrackedTopic> tracked) {
    return tracked.isEmpty() ? State.UNTRACKED : State.OPEN;
  }

  /** The state of a closed bucket. */
  static State closed(Verdict verdict) {
    return verdict == Verdict.COMPLETE ? State.COMPLETE : State.UNPROVEN;
  }

  /**
   * A bucket without records when it was closed.
   *
   * @param provenFrom of the entry that closed it
   */
  static Verdict ofEmpty(Optional<Instant> provenFrom, DirectorySpan span) {
    return provenFrom.filter(span.begin()::isBefore).isPresent()
        ? Verdict.UNPROVEN
        : Verdict.COMPLETE;
  }

  /** The verdict of the entry that closed a bucket. */
  private Verdict verdict(String topic, DirectorySpan span, long last) throws IOException {
    String directory = PathKey.of(rules.directory().child(span.directory()).value());
    Optional<Verdict> found = Optional.empty();
    Optional<Instant> provenFrom = Optional.empty();
    for (long number = last; number > 0; number--) {
      for (Completion completion : log.read(number).completions().toList()) {
        if (!completion.topic().equals(topic)) {
          continue;
        }
        if (completion.until().isBefore(span.end())) {
          return found.orElse(ofEmpty(provenFrom, span));
        }
        provenFrom = completion.provenFrom();
        for (Bucket bucket : completion.buckets()) {
          if (bucket.verdict() == Verdict.COMPLETE && isOf(bucket, directory)) {
            return Verdict.COMPLETE;
          } else if (bucket.verdict() == Verdict.UNPROVEN && isOf(bucket, directory)) {
            found = Optional.of(Verdict.UNPROVEN); // It may have been proven before.
          }
        }
      }
    }
    return found.orElse(ofEmpty(provenFrom, span));
  }

  private static boolean isOf(Bucket bucket, String directory) {
    return PathKey.of(bucket.sums().directory()).equals(directory);
  }
}
