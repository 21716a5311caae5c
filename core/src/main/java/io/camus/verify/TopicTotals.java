package io.camus.verify;

import io.camus.model.DataFile;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import java.util.BitSet;

/** The totals of one topic in the commit log. */
final class TopicTotals {
  private final BitSet partitions = new BitSet();
  private long ranges;
  private long files;
  private long records;
  private long deadLetters;
  private long bytes;

  void partition(int partition) {
    partitions.set(partition);
  }

  void add(PulledGroup pulled) {
    for (PulledRange range : pulled.ranges()) {
      partition(range.range().partition().partition());
      ranges++;
    }
    records += pulled.written();
    deadLetters += pulled.rejectedRecords();
    for (DataFile file : pulled.files()) {
      files++;
      bytes += file.bytes();
    }
  }

  long files() {
    return files;
  }

  long bytes() {
    return bytes;
  }

  VerifyReport.Topic verdict(String topic, long violations) {
    return new VerifyReport.Topic(
        topic, partitions.cardinality(), ranges, files, records, deadLetters, bytes, violations);
  }
}
