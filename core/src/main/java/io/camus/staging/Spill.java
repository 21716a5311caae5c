package io.camus.staging;

import io.camus.spi.StorePath;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Spilled records of many series, in spill files of the attempt. Each file holds a part of some
 * series, in the order of their numbers. To keep their number small, several files of one size are
 * merged into a larger one; each record is read and written only a few times, however many there
 * are.
 *
 * <pre>
 * number of the series (int), bytes of its part (long), its records; again and again
 * -1 (int)
 * </pre>
 */
final class Spill {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int END = -1;

  private final AttemptDirectory attempt;
  private final int atOnce;

  /** Older records first; levels never increase. */
  private final List<Run> runs = new ArrayList<>();

  /** A spill file; one of level n + 1 was merged from {@link #atOnce} of level n. */
  private record Run(StorePath path, int level) {}

  /**
   * @param atOnce number of files that are merged at once, at least 2
   */
  Spill(AttemptDirectory attempt, int atOnce) {
    this.attempt = attempt;
    this.atOnce = atOnce;
  }

  /**
   * Writes the waiting records of some series to a spill file.
   *
   * @param series in the order of their numbers
   */
  void write(List<MemoryConsumer> series) throws IOException {
    StorePath path = attempt.nextRun();
    try (DataOutputStream out = create(path)) {
      for (MemoryConsumer one : series) {
        one.spillTo(out);
      }
      out.writeInt(END);
    }
    runs.add(new Run(path, 0));
    while (runs.size() >= atOnce
        && runs.get(runs.size() - atOnce).level() == runs.get(runs.size() - 1).level()) {
      mergeLast(atOnce);
    }
  }

  private DataOutputStream create(StorePath path) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(attempt.create(path), BUFFER_BYTES));
  }

  private void mergeLast(int count) throws IOException {
    List<Run> merged = runs.subList(runs.size() - count, runs.size());
    int level = merged.get(0).level() + 1;
    StorePath path = attempt.nextRun();
    try (SpillMerge parts = open(merged);
        DataOutputStream out = create(path)) {
      for (int number = parts.next(); number != END; number = parts.next()) {
        out.writeInt(number);
        out.writeLong(parts.bytes());
        parts.copyTo(out);
        attempt.requireWanted();
      }
      out.writeInt(END);
    }
    delete(merged);
    merged.clear();
    runs.add(new Run(path, level));
  }

  private SpillMerge open(List<Run> merged) throws IOException {
    return SpillMerge.open(attempt, merged.stream().map(Run::path).toList());
  }

  /**
   * Returns all records, one series after the other, and deletes the files.
   *
   * @param series by number; all have ended
   */
  void merge(List<MemoryConsumer> series) throws IOException {
    if (runs.isEmpty()) {
      return;
    }
    while (runs.size() > atOnce) {
      mergeLast(Math.min(atOnce, runs.size() - atOnce + 1));
    }
    try (SpillMerge parts = open(runs)) {
      for (int number = parts.next(); number != END; number = parts.next()) {
        MemoryConsumer one = series.get(number);
        parts.forEach(one::takeBack);
        one.endMerge();
        attempt.requireWanted();
      }
    }
    delete(runs);
    runs.clear();
  }

  private void delete(List<Run> merged) throws IOException {
    for (Run run : merged) {
      attempt.delete(run.path());
    }
  }
}
