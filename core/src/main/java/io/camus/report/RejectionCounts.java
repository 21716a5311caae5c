package io.camus.report;

import io.camus.model.OffsetRange;
import io.camus.model.Pulled;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts rejected records by topic and cause: those committed as dead letters, and those of topics
 * that were not committed.
 */
public final class RejectionCounts {
  /** Committed ones come first. */
  private final Map<Key, Counts> counts =
      new TreeMap<>(Comparator.comparing(Key::topic).thenComparing(key -> !key.committed()));

  private record Key(String topic, boolean committed) {}

  private static final class Counts {
    private final Map<RejectionCause, Long> rejected = new EnumMap<>(RejectionCause.class);
    private long records;

    void add(PulledRange range) {
      records += range.records();
      range.rejected().forEach((cause, n) -> rejected.merge(cause, n, Long::sum));
    }

    Stream<Rejection> rows(Key key) {
      return rejected.entrySet().stream()
          .map(
              it ->
                  new Rejection(
                      key.topic(),
                      it.getKey(),
                      it.getValue(),
                      records,
                      key.committed(),
                      Optional.empty()));
    }
  }

  /** Adds committed ranges. */
  public void addCommitted(Pulled group) {
    group.ranges().forEach(range -> add(range, true));
  }

  /**
   * Adds ranges that were pulled but not committed.
   *
   * @param committed the ranges that were committed
   */
  void addOthers(Collection<? extends Pulled> pulled, Set<OffsetRange> committed) {
    ranges(pulled)
        .filter(range -> !committed.contains(range.range()))
        .forEach(range -> add(range, false));
  }

  /** One row per topic and cause, by topic, without samples. */
  public List<Rejection> rows() {
    return counts.entrySet().stream().flatMap(it -> it.getValue().rows(it.getKey())).toList();
  }

  /**
   * The rows of a run.
   *
   * @param pulled what the tasks pulled
   * @param committed what this run, or the run that closed it, committed of it
   */
  public static List<Rejection> rows(
      Collection<? extends Pulled> pulled, Collection<? extends Pulled> committed) {
    RejectionCounts counts = new RejectionCounts();
    committed.forEach(counts::addCommitted);
    counts.addOthers(pulled, ranges(committed).map(PulledRange::range).collect(Collectors.toSet()));
    return counts.rows();
  }

  private static Stream<PulledRange> ranges(Collection<? extends Pulled> groups) {
    return groups.stream().flatMap(group -> group.ranges().stream());
  }

  private void add(PulledRange range, boolean committed) {
    Key key = new Key(range.range().partition().topic(), committed);
    counts.computeIfAbsent(key, it -> new Counts()).add(range);
  }
}
