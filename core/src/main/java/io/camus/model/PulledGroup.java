package io.camus.model;

import static java.util.Objects.requireNonNull;

import io.camus.model.DataFile.Part;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Ranges of one topic that a task attempt pulled, with their files and counts: the unit that the
 * driver commits, whole or not at all. It is one range, unless partitions of the topic share files
 * ({@code camus.output.files.per=topic}).
 *
 * <p>Every record is in a file: the data files hold as many records of each range as were written,
 * and the dead letter files as many as were rejected.
 *
 * @param ranges at least one, at most one per partition
 * @param files data files, and dead letter files of one range each
 * @param counts audit counts of the written records
 * @param leftOut audit counts of the rejected and skipped records: all of each range, or empty if
 *     records were not counted
 */
public record PulledGroup(
    List<PulledRange> ranges, List<DataFile> files, List<WindowCount> counts, List<LeftOut> leftOut)
    implements Pulled {

  /** A group without counts of what was left out. */
  public PulledGroup(List<PulledRange> ranges, List<DataFile> files, List<WindowCount> counts) {
    this(ranges, files, counts, List.of());
  }

  public PulledGroup {
    ranges = List.copyOf(ranges);
    files = List.copyOf(files);
    counts = List.copyOf(counts);
    leftOut = List.copyOf(leftOut);
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("a group without ranges");
    }
    String topic = ranges.get(0).range().partition().topic();
    Map<TopicPartition, PulledRange> byPartition = new HashMap<>();
    for (PulledRange range : ranges) {
      TopicPartition partition = range.range().partition();
      if (!partition.topic().equals(topic) || byPartition.put(partition, range) != null) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s cannot be committed together with %s", range, ranges.get(0)));
      }
    }
    Map<TopicPartition, FileRecords> held = new HashMap<>();
    for (DataFile file : files) {
      for (Part part : file.parts()) {
        held.computeIfAbsent(part.range().partition(), partition -> new FileRecords())
            .add(file.kind(), part.records());
      }
    }
    byPartition.forEach(
        (partition, range) ->
            held.computeIfAbsent(partition, it -> new FileRecords()).require(range));
    if (held.size() > byPartition.size()) {
      held.keySet().removeAll(byPartition.keySet());
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "files hold records of %s", held.keySet()));
    }
    if (!leftOut.isEmpty()) {
      requireLeftOut(byPartition.values(), leftOut);
    }
  }

  private static void requireLeftOut(Collection<PulledRange> ranges, List<LeftOut> leftOut) {
    Map<Integer, Long> counted = new HashMap<>();
    leftOut.forEach(row -> counted.merge(row.partition(), row.count(), Long::sum));
    for (PulledRange range : ranges) {
      long left = range.rejectedRecords() + range.skipped();
      Long found = counted.remove(range.range().partition().partition());
      if (left != (found == null ? 0 : found)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: %d records were rejected or skipped, but %s are counted as left out",
                range.range(),
                left,
                found == null ? 0 : found));
      }
    }
    if (!counted.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "records of partitions %s are counted as left out", counted.keySet()));
    }
  }

  /** What the files hold of one partition. */
  private static final class FileRecords {
    private long data;
    private long letters;

    void add(DataFile.Kind kind, long records) {
      switch (requireNonNull(kind)) {
        case DATA -> data += records;
        case DEAD_LETTER -> letters += records;
      }
    }

    void require(PulledRange range) {
      if (data != range.written() || letters != range.rejectedRecords()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: files hold %d records and %d dead letters, but %d were written and %d rejected",
                range.range(),
                data,
                letters,
                range.written(),
                range.rejectedRecords()));
      }
    }
  }

  /** Whether it has counts. */
  public boolean isCounted() {
    return !counts.isEmpty() || !leftOut.isEmpty();
  }

  /** Without its files and counts. */
  public GroupSummary summary() {
    return new GroupSummary(ranges, FileSums.of(files));
  }

  /** Without the ranges that have no offsets; empty if none has any. */
  public Optional<PulledGroup> withoutEmptyRanges() {
    List<PulledRange> moved = ranges.stream().filter(range -> range.range().length() > 0).toList();
    return moved.isEmpty()
        ? Optional.empty()
        : Optional.of(new PulledGroup(moved, files, counts, leftOut));
  }
}
