package io.camus.run;

import io.camus.commit.CommitRecord;
import io.camus.commit.LogEntry;
import io.camus.commit.RunCommit;
import io.camus.model.DataFile;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.model.Unfinished;
import io.camus.run.RunSummary.TopicSummary;
import io.camus.setup.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Collects what a run did while it does it, and makes the summary. */
final class RunReport {
  private static final int PARTITIONS_TO_NAME = 5;

  private final Instant startedAt;
  private final Set<Problem> problems = new LinkedHashSet<>();
  private final List<String> recovered = new ArrayList<>();
  private final List<CommitRecord> records = new ArrayList<>();
  private boolean rejected;
  private Plan plan = new Plan(List.of(), List.of(), List.of(), List.of());

  RunReport(Instant startedAt) {
    this.startedAt = startedAt;
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  void problems(Collection<Problem> more) {
    problems.addAll(more);
  }

  void recovered(List<String> sentences) {
    recovered.addAll(sentences);
  }

  void planned(Plan newest) {
    plan = newest;
    problems.addAll(newest.problems());
  }

  /** A record of this run is in the log. */
  void committed(CommitRecord record) {
    records.add(record);
  }

  /** The job has ended: what its finished tasks say, and what was not committed of it. */
  void pulled(Plan finished, RunCommit commit) {
    problems(commit.problems());
    int missing = finished.splits().size() - commit.finishedTasks().size();
    if (missing > 0 && problems.stream().noneMatch(p -> p.severity() == Severity.OUTSIDE)) {
      problem(
          new Problem(
              Severity.OUTSIDE,
              "job",
              "%d of %d tasks did not finish; the next run pulls what they had"
                  .formatted(missing, finished.splits().size())));
    }
    rejected |= commit.pulled().stream().anyMatch(range -> errors(range) > 0);
    reportUnfinished(commit.pulled());
  }

  /** Whether any record was rejected, of committed topics or of those over their budget. */
  boolean hasRejected() {
    return rejected;
  }

  private static long errors(PulledRange range) {
    return range.rejectedRecords() - range.rejected(RejectionCause.NULL_VALUE);
  }

  private void reportUnfinished(List<PulledRange> pulled) {
    Map<String, Map<Unfinished, List<PulledRange>>> byTopic =
        pulled.stream()
            .filter(range -> range.unfinished().isPresent())
            .collect(
                Collectors.groupingBy(
                    range -> range.range().partition().topic(),
                    TreeMap::new,
                    Collectors.groupingBy(range -> range.unfinished().get())));
    byTopic.forEach(
        (topic, reasons) ->
            reasons.forEach(
                (why, ranges) ->
                    problem(
                        new Problem(
                            why.reason() == Unfinished.Reason.FAULT
                                ? Severity.OUTSIDE
                                : Severity.NOTICE,
                            topic,
                            "%d partition(s) not pulled to the end (%s): %s; the next run goes on there"
                                .formatted(ranges.size(), some(ranges), why.message())))));
  }

  private static String some(List<PulledRange> ranges) {
    String named =
        ranges.stream()
            .limit(PARTITIONS_TO_NAME)
            .map(range -> range.range().partition() + "@" + range.range().to())
            .collect(Collectors.joining(", "));
    return ranges.size() > PARTITIONS_TO_NAME ? named + ", ..." : named;
  }

  /** Topics whose records were rejected, and yet committed. */
  Map<String, Long> rejectedByTopic() {
    Map<String, Long> rejected = new TreeMap<>();
    for (PulledRange range : committedRanges()) {
      long bad = errors(range);
      if (bad > 0) {
        rejected.merge(range.range().partition().topic(), bad, Long::sum);
      }
    }
    return rejected;
  }

  RunSummary summary(Optional<RunId> run, Instant now) {
    Map<String, TopicTotal> totals = new TreeMap<>();
    Set<String> topics = new LinkedHashSet<>();
    for (Plan.Line line : plan.lines()) {
      if (line.leftOut().isEmpty() || line.lag() > 0) {
        topics.add(line.partition().topic());
      }
      if (line.lag() > 0) {
        totals.computeIfAbsent(line.partition().topic(), TopicTotal::new).lag += line.lag();
      }
    }
    for (PulledRange range : committedRanges()) {
      totals.computeIfAbsent(range.range().partition().topic(), TopicTotal::new).add(range);
    }
    return new RunSummary(
        run,
        startedAt,
        now.isBefore(startedAt) ? Duration.ZERO : Duration.between(startedAt, now),
        plan.splits().size(),
        totals.values().stream().map(TopicTotal::summary).toList(),
        topics.size() - totals.size(),
        problems.stream().sorted(Comparator.comparing(Problem::severity).reversed()).toList(),
        records.stream().map(CommitRecord::number).toList(),
        recovered);
  }

  /** What the committed records hold, for people. */
  String filesInWords() {
    long files = committedRanges().stream().mapToLong(range -> range.files().size()).sum();
    return String.format(Locale.ROOT, "%,d files", files);
  }

  private List<PulledRange> committedRanges() {
    return records.stream().flatMap(CommitRecord::commits).map(LogEntry.Commits::pulled).toList();
  }

  /** Sums up one topic. */
  private static final class TopicTotal {
    private final String topic;
    private int partitions;
    private long messages;
    private long bytes;
    private long files;
    private long rejected;
    private long skipped;
    private long lag;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    TopicTotal(String topic) {
      this.topic = topic;
    }

    void add(PulledRange range) {
      partitions++;
      messages += range.written();
      rejected += range.rejectedRecords();
      skipped += range.skipped();
      lag -= range.range().length();
      for (DataFile file : range.files()) {
        if (file.kind() == DataFile.Kind.DATA) {
          files++;
          bytes += file.bytes();
          first = Math.min(first, file.firstEventMillis());
          last = Math.max(last, file.lastEventMillis());
        }
      }
    }

    TopicSummary summary() {
      Optional<Instant> firstEvent =
          files == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
      Optional<Instant> lastEvent =
          files == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
      return new TopicSummary(
          topic, partitions, messages, bytes, files, rejected, skipped, lag, firstEvent, lastEvent);
    }
  }
}
