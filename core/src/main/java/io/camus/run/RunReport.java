package io.camus.run;

import io.camus.commit.RunCommit;
import io.camus.model.CommitRecord;
import io.camus.model.EventTimes;
import io.camus.model.FileSums;
import io.camus.model.GroupSummary;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.PulledRange;
import io.camus.model.Quantity;
import io.camus.model.RunId;
import io.camus.model.TrackedTopic;
import io.camus.model.Unfinished;
import io.camus.report.RejectedSamples;
import io.camus.report.Rejection;
import io.camus.report.RejectionCounts;
import io.camus.report.RunListener;
import io.camus.report.RunListener.Stage;
import io.camus.report.RunSummary;
import io.camus.report.StopSignal;
import io.camus.report.TopicFigures;
import io.camus.report.Unread;
import io.camus.setup.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Collects what a run does, and creates the summary. */
final class RunReport {

  private final Instant startedAt;
  private final RunListener listener;
  private final InstantSource clock;
  private final StageTimes times;

  /** A problem and its stage. */
  private final Map<Problem, Stage> problems = new LinkedHashMap<>();

  private final List<String> recovered = new ArrayList<>();
  private final List<Problem> jobFailures = new ArrayList<>();
  private final SortedMap<Long, List<GroupSummary>> committed = new TreeMap<>();
  private final CompletenessFigures completeness = new CompletenessFigures();
  private boolean unknownCommits;
  private Stage stage = Stage.RECOVER;
  private List<GroupSummary> pulled = List.of();
  private RejectedSamples samples = RejectedSamples.NONE;
  private Optional<RunId> closedBy = Optional.empty();
  private Map<String, Unread> unread = Map.of();
  private Plan plan = new Plan(List.of(), List.of(), List.of(), List.of());

  /**
   * @param listener shows the run's progress
   */
  RunReport(Instant startedAt, RunListener listener, InstantSource clock) {
    this.startedAt = startedAt;
    this.listener = listener;
    this.clock = clock;
    this.times = new StageTimes(startedAt);
  }

  /** The run enters this stage; {@code detail} is one line for people. */
  void enter(Stage next, String detail) {
    at(next);
    times.enter(next, clock.instant());
    listener.stage(next, detail);
  }

  /** Problems reported from now on belong to this stage. */
  void at(Stage next) {
    stage = next;
  }

  void problem(Problem problem) {
    problems.putIfAbsent(problem, stage);
  }

  void problem(Severity severity, String where, String message) {
    problem(new Problem(severity, where, message));
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
    committed.put(record.number(), record.commits().map(it -> it.pulled().summary()).toList());
  }

  /** How far topics are complete, and what this run closed. */
  void completeness(Collection<TrackedTopic> tracked, CompletionStage.Closed closed) {
    closed.record().stream().flatMap(CommitRecord::completions).forEach(completeness::add);
    completeness.until(tracked);
    completeness.heldOpen(closed.heldOpen());
    problems(completeness.notices());
  }

  /** It is unknown whether a record of this run is in the log. */
  void unknownCommit() {
    unknownCommits = true;
  }

  /** Whether the log may have unreported records of this run. */
  boolean hasUnknownCommits() {
    return unknownCommits;
  }

  /** This run's commits in the log, by number of the record. */
  void committed(SortedMap<Long, List<GroupSummary>> all) {
    committed.putAll(all);
  }

  /** Why the job failed; irrelevant if another run has closed this one. */
  void jobFailure(String where, String message) {
    Problem failure = new Problem(Severity.OUTSIDE, where, message);
    jobFailures.add(failure);
    problem(failure);
  }

  /** Another run has closed this one, and committed the work of its finished tasks. */
  void takenOver(RunId by, SortedMap<Long, List<GroupSummary>> all) {
    closedBy = Optional.of(by);
    committed(all);
    problems.keySet().removeAll(jobFailures);
  }

  /** The job has ended: notices of its finished tasks, and what was not committed. */
  void pulled(Plan finished, RunCommit commit) {
    boolean explained = closedBy.isPresent() || jobHasFailed();
    problems(commit.problems());
    at(Stage.PULL);
    int missing = finished.splits().size() - commit.finishedTasks().size();
    if (missing > 0 && !explained) {
      problem(
          Severity.OUTSIDE,
          "job",
          String.format(
              Locale.ROOT,
              "%d of %d tasks did not finish; the next run pulls their ranges",
              missing,
              finished.splits().size()));
    }
    problems(PullNotices.of(commit));
    pulled = commit.pulled();
    reportUnfinished();
  }

  /** Whether a known problem explains unfinished tasks. */
  private boolean jobHasFailed() {
    return !jobFailures.isEmpty()
        || problems.entrySet().stream()
            .anyMatch(
                told ->
                    told.getKey().severity() == Severity.OUTSIDE
                        && told.getValue().compareTo(Stage.PULL) >= 0);
  }

  /** Samples of rejected records. */
  void rejected(RejectedSamples found) {
    samples = found;
  }

  /** What was rejected, by topic and cause. */
  List<Rejection> rejections() {
    return samples.fill(RejectionCounts.rows(pulled, committed()));
  }

  /** Warns about rejected records within the budget, which are kept. */
  void rejectedRecords(Severity severity) {
    rejections().stream()
        .filter(row -> row.committed() && row.isFault())
        .collect(Collectors.groupingBy(Rejection::topic, TreeMap::new, Collectors.toList()))
        .forEach((topic, causes) -> problem(severity, topic, inWords(causes)));
  }

  private static String inWords(List<Rejection> causes) {
    long records = causes.stream().mapToLong(Rejection::records).sum();
    long of = causes.get(0).of();
    return String.format(
        Locale.ROOT, "%,d of %,d records rejected (%.3f %%)", records, of, 100.0 * records / of);
  }

  private void reportUnfinished() {
    Map<String, Map<Unfinished, List<PulledRange>>> byTopic =
        pulled.stream()
            .flatMap(group -> group.ranges().stream())
            .filter(range -> range.unfinished().filter(this::isNews).isPresent())
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
                        severity(why.reason()),
                        topic,
                        String.format(
                            Locale.ROOT,
                            "%s not pulled to the end (%s): %s; %s",
                            Quantity.of(ranges.size(), "partition"),
                            some(ranges),
                            why.message(),
                            why.reason() == Unfinished.Reason.LOST
                                ? "the next run follows etl.fail.on.offset.outofrange"
                                : "the next run continues there"))));
  }

  /** Whether to report it; ranges that ended over budget are covered by the driver's verdict. */
  private boolean isNews(Unfinished why) {
    return why.reason() != Unfinished.Reason.OVER_BUDGET;
  }

  private static Severity severity(Unfinished.Reason reason) {
    return switch (reason) {
      case LIMIT, TOPIC_GONE, OVER_BUDGET -> Severity.NOTICE;
      case BUG -> Severity.BUG;
      case FAULT -> Severity.OUTSIDE;
      case LOST, INCOMPATIBLE -> Severity.DATA;
    };
  }

  private static String some(List<PulledRange> ranges) {
    return PullNotices.some(
        ranges.stream().map(it -> it.range().partition() + "@" + it.range().to()).toList());
  }

  /**
   * Notices about the committed event times.
   *
   * @param notices creates notices about a topic's event times
   */
  void doubtfulTimes(BiFunction<String, EventTimes, List<String>> notices) {
    Map<String, EventTimes> byTopic = new TreeMap<>();
    for (GroupSummary group : committed()) {
      group.eventTimes().ifPresent(it -> byTopic.merge(group.topic(), it, EventTimes::plus));
    }
    byTopic.forEach(
        (topic, times) ->
            notices
                .apply(topic, times)
                .forEach(notice -> problem(Severity.WARNING, topic, notice)));
  }

  /**
   * The topics of which this run leaves records in Kafka; none if another run has taken over, which
   * pulls them.
   */
  Set<String> topicsBehind() {
    return closedBy.isPresent()
        ? Set.of()
        : figures().entrySet().stream()
            .filter(topic -> topic.getValue().isBehind())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
  }

  /** The partitions that this run pulls from; none if another run has taken over. */
  Set<TopicPartition> partitions() {
    return closedBy.isPresent()
        ? Set.of()
        : plan.lines().stream()
            .filter(line -> line.leftOut().isEmpty())
            .map(Plan.Line::partition)
            .collect(Collectors.toSet());
  }

  /** The age of the records left in Kafka, by topic. */
  void unread(Map<String, Unread> seen) {
    unread = seen;
  }

  /** The topics with work. */
  private Map<String, TopicFigures> figures() {
    Map<String, TopicFigures> totals = new TreeMap<>();
    for (Plan.Line line : plan.lines()) {
      if (isBehind(line)) {
        totals.computeIfAbsent(line.partition().topic(), TopicFigures::new).plan(line);
      }
    }
    for (GroupSummary group : committed()) {
      totals.computeIfAbsent(group.topic(), TopicFigures::new).add(group);
    }
    return totals;
  }

  private static boolean isBehind(Plan.Line line) {
    return line.lag() > 0 || line.heldBack().isPresent();
  }

  RunSummary summary(Optional<RunId> run) {
    Map<String, TopicFigures> totals = figures();
    totals.forEach((topic, figures) -> figures.unread(unread.getOrDefault(topic, Unread.NONE)));
    long topics =
        plan.lines().stream()
            .filter(line -> line.leftOut().isEmpty() || isBehind(line))
            .map(line -> line.partition().topic())
            .distinct()
            .count();
    Instant now = clock.instant();
    return new RunSummary(
        run,
        startedAt,
        lasted(now),
        plan.splits().size(),
        totals.values().stream().map(TopicFigures::summary).toList(),
        rejections(),
        (int) topics - totals.size(),
        worstFirst(),
        List.copyOf(committed.keySet()),
        recovered,
        closedBy,
        StopSignal.ofProcess(),
        worstFirst().stream()
            .findFirst()
            .filter(worst -> worst.severity().fails())
            .map(problems::get),
        times.until(now),
        completeness.topics());
  }

  private List<Problem> worstFirst() {
    return problems.keySet().stream()
        .sorted(Comparator.comparing(Problem::severity).reversed())
        .toList();
  }

  /** Zero, if the clock was set back in the meantime. */
  private Duration lasted(Instant now) {
    Duration lasted = Duration.between(startedAt, now);
    return lasted.isNegative() ? Duration.ZERO : lasted;
  }

  /** Reports committed records that were not written byte for byte. */
  void rewritten() {
    problems(RewrittenRecords.notices(committed()));
  }

  /** Describes the committed files. */
  String filesInWords() {
    FileSums files =
        committed().stream().map(GroupSummary::files).reduce(FileSums.NONE, FileSums::plus);
    return Quantity.of(files.data(), "data file")
        + ", "
        + Quantity.of(files.deadLetters(), "dead letter file");
  }

  private List<GroupSummary> committed() {
    return committed.values().stream().flatMap(List::stream).toList();
  }
}
