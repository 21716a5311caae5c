package io.camus.pull;

import io.camus.model.DataFile;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.Unfinished;
import io.camus.staging.GroupFault;
import io.camus.staging.GroupFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pull of ranges that are committed together.
 *
 * @param topic whose ranges they are
 * @param files what their records go to
 * @param fault what the code that writes the files threw, if it did
 * @param ranges the pull of each
 * @param indexes the place of each among the ranges of the split
 */
record GroupPull(
    String topic,
    GroupFiles files,
    GroupFault fault,
    List<RangePull> ranges,
    List<Integer> indexes) {

  /** What was done; nothing, if the files cannot be trusted. */
  PulledGroup result() throws IOException {
    if (fault.why().isEmpty()) {
      try {
        return whole();
      } catch (RuntimeException | Error e) {
        fault.at("finishing the files of " + topic, e);
      }
    }
    discard();
    return nothing(fault.why().orElseThrow());
  }

  private PulledGroup whole() {
    List<DataFile> all = new ArrayList<>(files.files());
    List<PulledRange> pulled = new ArrayList<>();
    for (RangePull range : ranges) {
      all.addAll(range.deadLetters());
      pulled.add(range.result());
    }
    return new PulledGroup(pulled, all, files.counts());
  }

  /** What is said of ranges of which nothing counts. */
  PulledGroup nothing(Unfinished why) {
    return new PulledGroup(
        ranges.stream().map(range -> range.nothing(why)).toList(), List.of(), List.of());
  }

  /** Gives back what ranges hold whose files cannot be trusted. */
  void discard() throws IOException {
    files.discard();
    for (RangePull range : ranges) {
      range.discard();
    }
  }

  /** Frees what the ranges hold when their attempt has failed; never fails itself. */
  void abandon(Throwable failure) {
    try {
      files.abandon();
      for (RangePull range : ranges) {
        range.abandon();
      }
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
