package io.camus.books;

import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.LeftOut;
import io.camus.model.LogEntry;
import io.camus.model.NewPosition;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.WindowCount;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** Adds up the counts of commit records. */
final class LogTally {
  private final Tally tally;
  private final Predicate<String> topics;
  private final long settleMillis;
  private final Details details;
  private final RunPasses passes = new RunPasses();
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /** The time before which buckets of a tracked topic are closed. */
  private final Map<String, Long> closedUntil = new HashMap<>();

  /**
   * @param topics those that are chosen
   * @param details keeps single counts, if wanted
   */
  LogTally(Tally tally, Predicate<String> topics, Duration settle, Details details) {
    this.tally = tally;
    this.topics = topics;
    this.settleMillis = settle.toMillis();
    this.details = details;
  }

  /** Adds the next record. */
  void accept(CommitRecord record) {
    Entries entries = new Entries(record);
    record.entries().forEach(entry -> entry.visit(entries));
  }

  private final class Entries implements LogEntry.Visitor {
    private final CommitRecord record;

    Entries(CommitRecord record) {
      this.record = record;
    }

    @Override
    public void opens(LogEntry.Opens opens) {
      // Only the end of a run matters.
    }

    @Override
    public void closes(LogEntry.Closes closes) {
      // Another run closes one that died, which may not have pulled everything.
      if (record.header().writer().equals(closes.run().value())) {
        passes.closed(closes.run());
      }
    }

    @Override
    public void commits(LogEntry.Commits commits) {
      if (topics.test(commits.pulled().topic())) {
        new Group(record, commits).add();
      }
      commits.pulled().ranges().forEach(range -> passes.committed(commits.run(), range));
    }

    @Override
    public void sets(LogEntry.Sets sets) {
      NewPosition position = sets.position();
      if (topics.test(position.partition().topic())) {
        details.moved(record, position, Optional.ofNullable(next.get(position.partition())));
        next.put(position.partition(), position.position().next());
      }
    }

    @Override
    public void completeness(LogEntry.Completeness entry) {
      if (entry instanceof LogEntry.Completes completes) {
        closedUntil.put(entry.topic(), completes.completion().until().toEpochMilli());
      } else if (entry instanceof LogEntry.Untracks) {
        closedUntil.remove(entry.topic());
      }
    }
  }

  /** The counts of a committed group. */
  private final class Group {
    private final CommitRecord record;
    private final LogEntry.Commits commits;
    private final PulledGroup pulled;
    private final String topic;
    private final long passedMillis;

    Group(CommitRecord record, LogEntry.Commits commits) {
      this.record = record;
      this.commits = commits;
      this.pulled = commits.pulled();
      this.topic = pulled.topic();
      this.passedMillis = passes.passedMillis(topic);
    }

    void add() {
      for (PulledRange range : pulled.ranges()) {
        next.put(range.range().partition(), range.range().to());
      }
      long length =
          record.header().countWindow().map(Duration::toMillis).orElse(tally.span.windowMillis());
      for (WindowCount row : pulled.counts()) {
        place(row.windowStartMillis(), length)
            .ifPresent(
                window -> {
                  window.written += row.count();
                  details.written(record, commits, row, late(window, row, length));
                });
      }
      for (LeftOut row : pulled.leftOut()) {
        if (row.windowStartMillis().isEmpty()) {
          unplaced(row.count());
          details.leftOut(record, commits, row);
        } else {
          place(row.windowStartMillis().getAsLong(), length)
              .ifPresent(
                  window -> {
                    window.leftOut += row.count();
                    details.leftOut(record, commits, row);
                  });
        }
      }
      requireCounted();
    }

    /** Whether the counts of a row are late: their bucket was closed, or a run had passed it. */
    private boolean late(WindowTally window, WindowCount row, long length) {
      long last = tally.span.windowOf(row.windowStartMillis() + length - 1);
      long end = last + tally.span.windowMillis();
      Long until = closedUntil.get(topic);
      boolean late = until == null ? end + settleMillis <= passedMillis : end <= until;
      window.late += late ? row.count() : 0;
      return late;
    }

    /** The window of a count in the span; one that fits into none makes all of them doubtful. */
    private Optional<WindowTally> place(long beginMillis, long length) {
      long endMillis = beginMillis + length;
      if (!tally.span.overlaps(beginMillis, endMillis)) {
        return Optional.empty();
      }
      if (tally.span.fits(beginMillis, endMillis)) {
        return Optional.of(tally.at(topic, beginMillis));
      }
      tally.each(
          topic,
          beginMillis,
          endMillis,
          it ->
              it.doubts.add(
                  String.format(
                      Locale.ROOT,
                      "commit record %d counts windows of %s, which do not fit into those of %s",
                      record.number(),
                      Duration.ofMillis(length),
                      Duration.ofMillis(tally.span.windowMillis()))));
      return Optional.empty();
    }

    private void unplaced(long count) {
      tally.unplaced.merge(topic, count, Long::sum);
    }

    /** Records that no count has may be in any window of their files. */
    private void requireCounted() {
      if (pulled.counts().stream().mapToLong(WindowCount::count).sum() != pulled.written()) {
        doubt(DataFile.Kind.DATA, "written");
      }
      long left = pulled.rejectedRecords() + pulled.skipped();
      if (pulled.leftOut().stream().mapToLong(LeftOut::count).sum() != left) {
        doubt(DataFile.Kind.DEAD_LETTER, "rejected");
        if (pulled.skipped() > 0) {
          unplaced(pulled.skipped());
        }
      }
    }

    private void doubt(DataFile.Kind kind, String what) {
      for (DataFile file : pulled.files()) {
        if (file.kind() == kind) {
          tally.each(
              topic,
              file.firstEventMillis(),
              file.lastEventMillis() + 1,
              it ->
                  it.doubts.add(
                      String.format(
                          Locale.ROOT,
                          "commit record %d has %s records that were not counted",
                          record.number(),
                          what)));
        }
      }
    }
  }
}
