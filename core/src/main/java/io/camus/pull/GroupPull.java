package io.camus.pull;

import io.camus.count.LeftOutCounter;
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
 * Pulls ranges that are committed together.
 *
 * @param topic their topic
 * @param files the files of their records
 * @param leftOut counts the records that are in no data file
 * @param fault the exception of the code that writes the files, if any
 * @param ranges the pull of each
 * @param indexes the index of each among the ranges of the split
 */
record GroupPull(
    String topic,
    GroupFiles files,
    LeftOutCounter leftOut,
    GroupFault fault,
    List<RangePull> ranges,
    List<Integer> indexes) {

  /** The result; empty if the files cannot be trusted. */
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
    return new PulledGroup(pulled, all, files.counts(), leftOut.rows());
  }

  /** The report for ranges whose results are discarded. */
  PulledGroup nothing(Unfinished why) {
    return new PulledGroup(
        ranges.stream().map(range -> range.nothing(why)).toList(), List.of(), List.of());
  }

  /** Frees the resources of ranges whose files cannot be trusted. */
  void discard() throws IOException {
    files.discard();
    for (RangePull range : ranges) {
      range.discard();
    }
  }

  /** Frees the ranges' resources after their attempt has failed; never fails itself. */
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
