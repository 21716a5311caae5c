package io.camus.cli.report;

import io.camus.commit.Layout;
import io.camus.complete.ClosedBuckets;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import java.util.function.Consumer;

/**
 * What a report shows of the records of the commit log, from one pass over them. Its memory is
 * bounded by the span, not by the log.
 */
public final class LogScan implements Consumer<CommitRecord> {
  final ClosedBuckets buckets = new ClosedBuckets();
  final FileTally files;
  final LetterFiles letters = new LetterFiles();
  final Skews skews = new Skews();

  public LogScan(HourSpan span, Layout layout) {
    this.files = new FileTally(span, layout);
  }

  /** Processes the next record. */
  @Override
  public void accept(CommitRecord record) {
    buckets.accept(record);
    for (LogEntry entry : record.entries()) {
      if (entry instanceof LogEntry.Commits commits) {
        commits(commits, record.number());
      } else if (entry instanceof LogEntry.Closes closes) {
        skews.close(closes.run());
      }
    }
  }

  private void commits(LogEntry.Commits commits, long record) {
    skews.add(commits);
    for (DataFile file : commits.pulled().files()) {
      switch (file.kind()) {
        case DATA -> files.add(file, record);
        case DEAD_LETTER -> letters.add(file, record);
      }
    }
  }
}
