package io.camus.commit;

import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the commit log holds of one run, whichever run wrote it.
 *
 * @param committed what was committed of it, by number of the record
 * @param closedBy the writer of the record that closed it; empty if it is open
 */
public record RunRecords(SortedMap<Long, List<PulledGroup>> committed, Optional<RunId> closedBy) {

  /**
   * Reads the log from its newest record back to the one that opened the run.
   *
   * @throws IOException if a record cannot be read
   */
  public static RunRecords find(CommitLog log, RunId run) throws IOException {
    SortedMap<Long, List<PulledGroup>> committed = new TreeMap<>();
    Optional<RunId> closedBy = Optional.empty();
    log.refresh();
    for (long number = log.state().number(); number > 0; number--) {
      CommitRecord record = log.read(number);
      List<PulledGroup> groups = record.committed(run);
      if (!groups.isEmpty()) {
        committed.put(number, groups);
      }
      if (record.entries().contains(new LogEntry.Closes(run))) {
        closedBy = Optional.of(new RunId(record.header().writer()));
      }
      if (record.entries().stream()
          .anyMatch(it -> it instanceof LogEntry.Opens opens && opens.run().equals(run))) {
        break;
      }
    }
    return new RunRecords(committed, closedBy);
  }
}
