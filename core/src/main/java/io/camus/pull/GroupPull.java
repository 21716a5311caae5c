package io.camus.pull;

import io.camus.model.DataFile;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.Unfinished;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pull of ranges that are committed together.
 *
 * @param files what their records go to
 * @param ranges the pull of each
 * @param indexes the place of each among the ranges of the split
 */
record GroupPull(GroupFiles files, List<RangePull> ranges, List<Integer> indexes) {

  /** What was done. */
  PulledGroup result() {
    List<DataFile> all = new ArrayList<>(files.files());
    List<PulledRange> pulled = new ArrayList<>();
    for (RangePull range : ranges) {
      all.addAll(range.deadLetters());
      pulled.add(range.result());
    }
    return new PulledGroup(pulled, all, files.counts());
  }

  /** What is said of ranges whose topic is not the one any more that they were planned for. */
  PulledGroup nothing(Unfinished why) {
    return new PulledGroup(
        ranges.stream().map(range -> range.nothing(why)).toList(), List.of(), List.of());
  }

  /** Frees what the ranges hold when their attempt has failed; never fails itself. */
  void abandon(Exception failure) {
    try {
      files.abandon();
      for (RangePull range : ranges) {
        range.abandon();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
