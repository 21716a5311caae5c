package io.camus.run;

import io.camus.commit.CommitRecord;
import io.camus.commit.LogEntry;
import io.camus.commit.RunCommit;
import io.camus.model.DataFile;
import io.camus.model.EventTimes;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.PulledGroup;
import io.camus.model.PulledRange;
import io.camus.model.RejectionCause;
import io.camus.model.RunId;
import io.camus.model.Unfinished;
import io.camus.run.RunListener.Stage;
import io.camus.run.RunSummary.TopicSummary;
import io.camus.setup.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

  /** What went wrong, and the stage that it comes from. */
  private final Map<Problem, Stage> problems = new LinkedHashMap<>();

  private final List<String> recovered = new ArrayList<>();
  private final List<CommitRecord> records = new ArrayList<>();
  private Stage stage = Stage.RECOVER;
  private boolean rejected;
  private Plan plan = new Plan(List.of(), List.of(), List.of(), List.of());

  RunReport(Instant startedAt) {
    this.startedAt = startedAt;
  }

  /** What is told from now on comes from this stage. */
  void at(Stage next) {
    stage = next;
  }

  void problem(Problem problem) {
    problems.putIfAbsent(problem, stage);
  }

  void problems(Collection<Problem> more) {
    more.forEach(this::problem);
  }

  void recovered(List<String> sentences) {
    recovered.addAll(sentences);
  }

  void planned(Plan newest) {
    plan = newest;
    problems(newest.problems());
  }

  /** A record of this run is in the log. */
  void committed(CommitRecord record) {
    records.add(record);
  }

  /** The job has ended: what its finished tasks say, and what was not committed of it. */
  void pulled(Plan finished, RunCommit commit) {
    problems(commit.problems());
    at(Stage.PULL);
    int missing = finished.splits().size() - commit.finishedTasks().size();
    if (missing > 0
        && problems.keySet().stream().noneMatch(p -> p.severity() == Severity.OUTSIDE)) {
      problem(
          new Problem(
              Severity.OUTSIDE,
              "job",
              String.format(
                  Locale.ROOT,
                  "%d of %d tasks did not finish; the next run pulls what they had",
                  missing,
                  finished.splits().size())));
    }
    problems(PullNotices.of(commit));
    rejected |= commit.pulled().stream().anyMatch(group -> errors(group) > 0);
    reportUnfinished(commit.pulled());
  }

  /** Whether any record was rejected, of committed topics or of those over their budget. */
  boolean hasRejected() {
    return rejected;
  }

  private static long errors(PulledGroup group) {
    return group.rejectedRecords() - group.rejected(RejectionCause.NULL_VALUE);
  }

  private void reportUnfinished(List<PulledGroup> pulled) {
    Map<String, Map<Unfinished, List<PulledRange>>> byTopic =
        pulled.stream()
            .flatMap(group -> group.ranges().stream())
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
                            severity(why.reason()),
                            topic,
                            String.format(
                                Locale.ROOT,
                                "%d partition(s) not pulled to the end (%s): %s; %s",
                                ranges.size(),
                                some(ranges),
                                why.message(),
                                why.reason() == Unfinished.Reason.LOST
                                    ? "etl.fail.on.offset.outofrange decides what the next run does there"
                                    : "the next run goes on there")))));
  }

  private static Severity severity(Unfinished.Reason reason) {
    return switch (reason) {
      case LIMIT, TOPIC_GONE -> Severity.NOTICE;
      case FAULT -> Severity.OUTSIDE;
      case LOST -> Severity.DATA;
    };
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
    for (PulledGroup group : committed()) {
      long bad = errors(group);
      if (bad > 0) {
        rejected.merge(group.topic(), bad, Long::sum);
      }
    }
    return rejected;
  }

  /** Where the committed event times of each topic came from. */
  Map<String, EventTimes> eventTimes() {
    Map<String, EventTimes> byTopic = new TreeMap<>();
    for (PulledGroup group : committed()) {
      group.eventTimes().ifPresent(it -> byTopic.merge(group.topic(), it, EventTimes::plus));
    }
    return byTopic;
  }

  RunSummary summary(Optional<RunId> run, Instant now) {
    Map<String, TopicTotal> totals = new TreeMap<>();
    Set<String> topics = new LinkedHashSet<>();
    for (Plan.Line line : plan.lines()) {
      boolean behind = line.lag() > 0 || line.heldBack().isPresent();
      if (line.leftOut().isEmpty() || behind) {
        topics.add(line.partition().topic());
      }
      if (behind) {
        totals.computeIfAbsent(line.partition().topic(), TopicTotal::new).plan(line);
      }
    }
    for (PulledGroup group : committed()) {
      totals.computeIfAbsent(group.topic(), TopicTotal::new).add(group);
    }
    return new RunSummary(
        run,
        startedAt,
        lasted(now),
        plan.splits().size(),
        totals.values().stream().map(TopicTotal::summary).toList(),
        topics.size() - totals.size(),
        worstFirst(),
        records.stream().map(CommitRecord::number).toList(),
        recovered,
        worstFirst().stream()
            .findFirst()
            .filter(worst -> worst.severity() != Severity.NOTICE)
            .map(problems::get));
  }

  private List<Problem> worstFirst() {
    return problems.keySet().stream()
        .sorted(Comparator.comparing(Problem::severity).reversed())
        .toList();
  }

  /** Nothing, if the clock was set back meanwhile. */
  private Duration lasted(Instant now) {
    Duration lasted = Duration.between(startedAt, now);
    return lasted.isNegative() ? Duration.ZERO : lasted;
  }

  /** What the committed records hold, for people. */
  String filesInWords() {
    long files = committed().stream().mapToLong(group -> group.files().size()).sum();
    return String.format(Locale.ROOT, "%,d files", files);
  }

  private List<PulledGroup> committed() {
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
    private long heldBack;
    private Optional<EventTimes> times = Optional.empty();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    TopicTotal(String topic) {
      this.topic = topic;
    }

    void plan(Plan.Line line) {
      lag += line.lag();
      heldBack += line.heldBackOffsets();
    }

    void add(PulledGroup group) {
      partitions += group.ranges().size();
      messages += group.written();
      rejected += group.rejectedRecords();
      skipped += group.skipped();
      lag -= group.offsets();
      times = group.eventTimes().map(it -> times.map(it::plus).orElse(it)).or(() -> times);
      for (DataFile file : group.files()) {
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
          topic,
          partitions,
          messages,
          bytes,
          files,
          rejected,
          skipped,
          lag,
          heldBack,
          firstEvent,
          lastEvent,
          times);
    }
  }
}
