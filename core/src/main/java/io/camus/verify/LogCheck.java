package io.camus.verify;

import io.camus.commit.Layout;
import io.camus.commit.LiveFile;
import io.camus.commit.LogReader;
import io.camus.commit.LogState;
import io.camus.commit.Segment;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.DataFile.Part;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.verify.Violation.Kind;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Reads the commit log once from its start, one record at a time, and checks it. */
final class LogCheck {
  private final Store store;
  private final Layout layout;
  private final LogReader log;
  private final Findings findings;
  private final Tiling tiling;
  private final SortedMap<String, TopicTotals> topics = new TreeMap<>();
  private final List<Long> unpublished = new ArrayList<>();
  private final NavigableMap<Long, List<StorePath>> checkpoints = new TreeMap<>();
  private boolean whole = true;
  private long last;

  LogCheck(Store store, Layout layout, LogReader log, Findings findings) {
    this.store = store;
    this.layout = layout;
    this.log = log;
    this.findings = findings;
    this.tiling = new Tiling(findings);
  }

  /** The totals of each topic. */
  SortedMap<String, TopicTotals> topics() {
    return topics;
  }

  /** Unpublished records. */
  List<Long> unpublished() {
    return unpublished;
  }

  /** The runs that are open after the last record. */
  Set<RunId> openRuns() {
    return tiling.openRuns();
  }

  /** Whether every record could be read. */
  boolean isWhole() {
    return whole;
  }

  /** The last record that was in the log. */
  long last() {
    return last;
  }

  void check() throws IOException {
    for (StorePath file : log.checkpoints()) {
      checkpoints.computeIfAbsent(LogReader.number(file), it -> new ArrayList<>()).add(file);
    }
    log.lostSignpost().ifPresent(this::lostSignpost);
    last = checkpoints.isEmpty() ? 0 : checkpoints.lastKey();
    long next = 1;
    for (StorePath directory : log.segments()) {
      Segment segment = log.segment(directory);
      for (long number : segment.records()) {
        if (number > next) {
          missing(next, number - 1);
        }
        Optional<CommitRecord> record = read(number);
        if (record.isPresent()) {
          check(record.get(), segment.published().contains(number));
        }
        for (StorePath checkpoint : checkpoints.getOrDefault(number, List.of())) {
          checkpoint(number, checkpoint);
        }
        next = number + 1;
      }
      last = Math.max(last, segment.last());
    }
    if (next <= last) {
      missing(next, last);
    }
  }

  private Optional<CommitRecord> read(long number) throws IOException {
    try {
      return Optional.of(log.read(number));
    } catch (NoSuchFileException e) {
      missing(number, number);
    } catch (LogReader.BrokenFileException e) {
      lost();
      findings.log(
          Kind.TORN_RECORD,
          number,
          log.recordPath(number).value(),
          String.format(
              Locale.ROOT,
              "record %d is damaged: %s; restore it from a copy: no run can start without it",
              number,
              e.getMessage()));
    }
    return Optional.empty();
  }

  private void missing(long from, long to) throws IOException {
    lost();
    findings.log(
        Kind.MISSING_RECORD,
        from,
        log.recordPath(from).value(),
        (from == to
                ? "record " + from + " is missing"
                : "records " + from + " to " + to + " are missing")
            + ", but the log has files with this or a higher number; restore it from a copy");
  }

  /** No entry is lost. */
  private void lostSignpost(StorePath signpost) {
    findings.log(
        Kind.MISSING_RECORD,
        LogReader.number(signpost),
        signpost.value(),
        "the log's signpost is missing or damaged: an earlier version of Camus, if started by"
            + " mistake, would append outside the segments; restore it from a copy");
  }

  private void lost() {
    whole = false;
    tiling.lost();
  }

  private void check(CommitRecord record, boolean marked) throws IOException {
    LogEntry.Visitor tiles = tiling.of(record.number());
    Accounts accounts = new Accounts(record.number());
    for (LogEntry entry : record.entries()) {
      entry.visit(tiles);
      entry.visit(accounts);
    }
    if (!marked && record.isToBePublished()) {
      unmarked(record);
    }
  }

  /** Adds a record to the totals of each topic. */
  private final class Accounts implements LogEntry.Visitor {
    private final long record;

    Accounts(long record) {
      this.record = record;
    }

    @Override
    public void opens(LogEntry.Opens opens) {
      // Opening a run does not concern a topic.
    }

    @Override
    public void closes(LogEntry.Closes closes) {
      // Nor does closing one.
    }

    @Override
    public void commits(LogEntry.Commits commits) {
      totals(commits.pulled().topic()).add(commits.pulled());
      account(record, commits.pulled());
    }

    @Override
    public void sets(LogEntry.Sets sets) {
      TopicPartition partition = sets.position().partition();
      totals(partition.topic()).partition(partition.partition());
    }

    @Override
    public void completeness(LogEntry.Completeness entry) {
      // Tiling checks it.
    }
  }

  private TopicTotals totals(String topic) {
    return topics.computeIfAbsent(topic, name -> new TopicTotals());
  }

  /** Checks I4, beyond the sums that {@link PulledGroup} itself checks. */
  private void account(long record, PulledGroup pulled) {
    Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
    pulled.ranges().forEach(it -> ranges.put(it.range().partition(), it.range()));
    for (DataFile file : pulled.files()) {
      for (Part part : file.parts()) {
        OffsetRange own = part.range();
        OffsetRange range = ranges.get(own.partition());
        boolean inside =
            own.generation() == range.generation()
                && own.from() >= range.from()
                && own.to() <= range.to();
        if (!inside || part.records() > own.length()) {
          findings.file(
              Kind.WRONG_ACCOUNT,
              new LiveFile(file, record, true),
              file.destination(),
              String.format(
                  Locale.ROOT,
                  "record %d lists %,d records of %s for this file, in %s",
                  record,
                  part.records(),
                  range,
                  own));
        }
      }
    }
  }

  /**
   * A record without its mark is unpublished, which is fine, unless a run's files are gone: no
   * clean-up deletes them before all records are marked. The order matters: check the files first,
   * and then the mark again.
   */
  private void unmarked(CommitRecord record) throws IOException {
    boolean cleanedUp = checkpoints.ceilingKey(record.number()) != null;
    for (RunId run : record.commits().map(LogEntry.Commits::run).distinct().toList()) {
      cleanedUp |= store.names(layout.run(run)).isEmpty();
    }
    if (!cleanedUp) {
      unpublished.add(record.number());
    } else if (!log.isPublished(record.number())) {
      findings.log(
          Kind.MISSING_MARK,
          record.number(),
          log.publishedPath(record.number()).value(),
          "record "
              + record.number()
              + " was published and cleaned up, but its mark is gone; a run restores the mark if"
              + " all files of the record are in place");
    }
  }

  private void checkpoint(long number, StorePath file) throws IOException {
    Optional<LogState> state = log.state(file);
    if (state.isPresent() && !tiling.agreesWith(state.get())) {
      findings.log(
          Kind.WRONG_CHECKPOINT,
          number,
          file.value(),
          "the checkpoint differs in positions or open runs from the records up to "
              + number
              + "; runs start from it. Move it away: all records are there");
    }
  }
}
