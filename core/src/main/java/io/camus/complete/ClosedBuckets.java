package io.camus.complete;

import io.camus.commit.PathKey;
import io.camus.complete.CompletionQuery.State;
import io.camus.model.CommitRecord;
import io.camus.model.Completion;
import io.camus.model.Completion.Bucket;
import io.camus.model.Completion.Verdict;
import io.camus.model.TrackedTopic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The buckets that records of the log closed. For many buckets at once, it answers what {@link
 * CompletionQuery} answers for one, from one pass over the records since the first of them ended.
 */
public final class ClosedBuckets implements Consumer<CommitRecord> {
  private final Map<String, OfTopic> topics = new HashMap<>();

  private record Closed(Instant end, Verdict verdict) {}

  private static final class OfTopic {
    /** By {@link PathKey} of the directory. */
    private final Map<String, Closed> buckets = new HashMap<>();

    /** What was not proven, by the moment until which an entry closed buckets. */
    private final NavigableMap<Instant, Optional<Instant>> provenFrom = new TreeMap<>();

    private Instant until = Instant.MIN;

    /** The verdict on a bucket without records, by the first entry that closed it. */
    Verdict ofEmpty(DirectorySpan span) {
      Map.Entry<Instant, Optional<Instant>> first = provenFrom.ceilingEntry(span.end());
      return CompletionQuery.ofEmpty(first == null ? Optional.empty() : first.getValue(), span);
    }

    void add(Completion completion) {
      if (completion.until().isBefore(until)) {
        // The topic was tracked anew: what was closed beyond this time no longer counts.
        buckets.values().removeIf(closed -> closed.end().isAfter(completion.until()));
        provenFrom.tailMap(completion.until(), false).clear();
      }
      provenFrom.putIfAbsent(completion.until(), completion.provenFrom());
      until = completion.until();
      for (Bucket bucket : completion.buckets()) {
        if (bucket.verdict() == Verdict.COMPLETE || bucket.verdict() == Verdict.UNPROVEN) {
          buckets.merge(
              PathKey.of(bucket.sums().directory()),
              new Closed(bucket.end().orElseThrow(), bucket.verdict()),
              (known, other) -> known.verdict() == Verdict.COMPLETE ? known : other);
        }
      }
    }
  }

  /** Processes the next record. */
  @Override
  public void accept(CommitRecord record) {
    record
        .completions()
        .forEach(it -> topics.computeIfAbsent(it.topic(), topic -> new OfTopic()).add(it));
  }

  /**
   * The state of the buckets that overlap a time range; the worst one if they differ: unproven,
   * then open, then untracked.
   *
   * @param rules the topic's settings
   * @param tracked what the log knows of the topic now
   * @param end exclusive
   * @return empty if the partitioner has no buckets of that time
   */
  public Optional<State> state(
      Completeness rules,
      String topic,
      Optional<TrackedTopic> tracked,
      Instant begin,
      Instant end) {
    Optional<State> worst = Optional.empty();
    Instant at = begin;
    while (at.isBefore(end)) {
      Optional<DirectorySpan> span = DirectorySpan.around(rules.partitioner(), at.toEpochMilli());
      if (span.isEmpty() || !span.get().end().isAfter(at)) {
        return Optional.empty();
      }
      State state = state(rules, topic, tracked, span.get());
      worst = Optional.of(worst.filter(it -> rank(it) <= rank(state)).orElse(state));
      at = span.get().end();
    }
    return worst;
  }

  private State state(
      Completeness rules, String topic, Optional<TrackedTopic> tracked, DirectorySpan span) {
    if (!CompletionQuery.isClosed(tracked, span)) {
      return CompletionQuery.notClosed(tracked);
    }
    String directory = PathKey.of(rules.directory().child(span.directory()).value());
    OfTopic closed = topics.getOrDefault(topic, new OfTopic());
    Verdict verdict =
        Optional.ofNullable(closed.buckets.get(directory))
            .map(Closed::verdict)
            .orElseGet(() -> closed.ofEmpty(span));
    return CompletionQuery.closed(verdict);
  }

  private static int rank(State state) {
    return switch (state) {
      case UNPROVEN -> 0;
      case OPEN -> 1;
      case UNTRACKED -> 2;
      case COMPLETE -> 3;
    };
  }
}
