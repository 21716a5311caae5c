package io.camus.commit;

import io.camus.model.CommitRecord;
import io.camus.model.GroupSummary;
import io.camus.model.LogEntry;
import io.camus.model.RunId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the commit log has about one run, whichever run wrote it.
 *
 * @param committed its commits, by number of the record
 * @param closedBy the writer of the record that closed it; empty if it is open
 */
public record RunRecords(SortedMap<Long, List<GroupSummary>> committed, Optional<RunId> closedBy) {

  /**
   * Reads the log from its newest record back to the one that opened the run.
   *
   * @throws IOException if a record cannot be read
   */
  public static RunRecords find(CommitLog log, RunId run) throws IOException {
    Search search = new Search(run);
    log.refresh();
    for (long number = log.state().number(); number > 0 && !search.opened; number--) {
      search.read(log.read(number));
    }
    return new RunRecords(search.committed, search.closedBy);
  }

  /** What was found about a run so far, from the end of the log. */
  private static final class Search implements LogEntry.Visitor {
    private final RunId run;
    private final SortedMap<Long, List<GroupSummary>> committed = new TreeMap<>();
    private Optional<RunId> closedBy = Optional.empty();
    private boolean opened;
    private CommitRecord.Header header;

    Search(RunId run) {
      this.run = run;
    }

    void read(CommitRecord record) {
      header = record.header();
      record.entries().forEach(entry -> entry.visit(this));
    }

    @Override
    public void opens(LogEntry.Opens opens) {
      opened |= opens.run().equals(run);
    }

    @Override
    public void closes(LogEntry.Closes closes) {
      if (closes.run().equals(run)) {
        closedBy = Optional.of(new RunId(header.writer()));
      }
    }

    @Override
    public void commits(LogEntry.Commits commits) {
      if (commits.run().equals(run)) {
        committed
            .computeIfAbsent(header.number(), number -> new ArrayList<>())
            .add(commits.pulled().summary());
      }
    }

    @Override
    public void sets(LogEntry.Sets sets) {
      // Positions do not belong to a run.
    }

    @Override
    public void completeness(LogEntry.Completeness entry) {
      // Buckets do not belong to a run.
    }
  }
}
