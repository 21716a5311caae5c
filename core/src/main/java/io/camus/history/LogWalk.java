package io.camus.history;

import io.camus.commit.LogReader;
import io.camus.failure.RootCause;
import io.camus.model.CommitRecord;
import io.camus.model.LogEntry;
import io.camus.model.RunId;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the commit log backwards, as far as needed, each record once. Keeps only what a record says
 * about each run.
 */
final class LogWalk {
  private final LogReader log;

  /** The directories not listed yet, the newest last. */
  private final List<StorePath> segments;

  /** The unread records of the last listed directory, the newest first. */
  private Iterator<Long> numbers = Collections.emptyIterator();

  private final Map<RunId, LoggedRun> runs = new HashMap<>();
  private final List<String> damage = new ArrayList<>();

  LogWalk(LogReader log) throws IOException {
    this.log = log;
    this.segments = new ArrayList<>(log.segments());
  }

  /** Everything in the log about a run; empty if there is nothing. */
  Optional<LoggedRun> find(RunId run) throws IOException {
    while (!(runs.containsKey(run) && runs.get(run).isWhole()) && hasNext()) {
      read(numbers.next());
    }
    return Optional.ofNullable(runs.get(run));
  }

  private boolean hasNext() throws IOException {
    while (!numbers.hasNext() && !segments.isEmpty()) {
      StorePath directory = segments.remove(segments.size() - 1);
      numbers = log.segment(directory).records().descendingIterator();
    }
    return numbers.hasNext();
  }

  /** Unreadable records, one sentence each. */
  List<String> damage() {
    return List.copyOf(damage);
  }

  private void read(long number) throws IOException {
    CommitRecord record;
    try {
      record = log.read(number);
    } catch (LogReader.BrokenFileException e) {
      damage.add(RootCause.line(e));
      return;
    }
    Entries entries = new Entries(record);
    record.entries().forEach(entry -> entry.visit(entries));
  }

  /** Processes what a record says about each run. */
  private final class Entries implements LogEntry.Visitor {
    private final CommitRecord record;

    Entries(CommitRecord record) {
      this.record = record;
    }

    @Override
    public void opens(LogEntry.Opens opens) {
      of(opens.run()).opens();
    }

    @Override
    public void closes(LogEntry.Closes closes) {
      of(closes.run()).closes(record.header().writer(), record.header().writtenAt());
    }

    @Override
    public void commits(LogEntry.Commits commits) {
      of(commits.run()).commits(record.number(), commits.pulled());
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

  private LoggedRun of(RunId run) {
    return runs.computeIfAbsent(run, id -> new LoggedRun());
  }
}
