package io.camus.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A group without its files and counts: enough to judge and report it. Its size depends on the
 * number of ranges, not on the number of files.
 *
 * @param ranges at least one, at most one per partition
 * @param files the sums of its files
 */
public record GroupSummary(List<PulledRange> ranges, FileSums files) implements Pulled {

  public GroupSummary {
    ranges = List.copyOf(ranges);
    requireNonNull(files, "files");
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("a group without ranges");
    }
  }

  /** Without the ranges that have no offsets; empty if none has any. */
  public Optional<GroupSummary> withoutEmptyRanges() {
    List<PulledRange> moved = ranges.stream().filter(range -> range.range().length() > 0).toList();
    return moved.isEmpty() ? Optional.empty() : Optional.of(new GroupSummary(moved, files));
  }
}
