package io.camus.report;

import io.camus.model.EventTimes;
import io.camus.model.ExitCode;
import io.camus.model.Problem;
import io.camus.model.RunId;
import io.camus.report.RunListener.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run did, for people and programs. {@code --json} prints all of it, with durations in ISO
 * 8601.
 *
 * @param run its id; empty if there was nothing to do
 * @param startedAt begin
 * @param duration from begin to end
 * @param tasks number of splits
 * @param topics what moved, by topic, sorted by name; topics without work are left out
 * @param rejections rejected records, by topic and cause; the committed ones add up to those of the
 *     topics
 * @param emptyTopics number of discovered topics that had nothing new
 * @param problems everything to act on, worst first
 * @param commits numbers of the commit records with this run's data
 * @param recovered what recovery did for earlier runs, one sentence each
 * @param closedBy the run that took over and closed this one; empty if it closed itself
 * @param stoppedBy the signal that ended the process, if any
 * @param failedAt the stage of the worst problem; empty if all is well
 * @param stages how long each stage of the run took, in their order; files that are published
 *     during the pull count as pull. Empty in files of older versions
 * @param completeness how far the tracked topics are complete, by topic, sorted by name
 */
public record RunSummary(
    Optional<RunId> run,
    Instant startedAt,
    Duration duration,
    int tasks,
    List<TopicSummary> topics,
    List<Rejection> rejections,
    int emptyTopics,
    List<Problem> problems,
    List<Long> commits,
    List<String> recovered,
    Optional<RunId> closedBy,
    Optional<StopSignal> stoppedBy,
    Optional<Stage> failedAt,
    Map<Stage, Duration> stages,
    List<TopicCompleteness> completeness) {

  public RunSummary {
    topics = List.copyOf(topics);
    rejections = List.copyOf(rejections);
    problems = List.copyOf(problems);
    commits = List.copyOf(commits);
    recovered = List.copyOf(recovered);
    stages = inOrder(stages);
    completeness = List.copyOf(completeness);
  }

  private static Map<Stage, Duration> inOrder(Map<Stage, Duration> stages) {
    Map<Stage, Duration> sorted = new EnumMap<>(Stage.class);
    sorted.putAll(stages);
    return Collections.unmodifiableMap(sorted);
  }

  /**
   * One topic's part of a run. Every committed offset is accounted for: {@link #offsets} is the sum
   * of {@code messages}, {@code rejected}, {@code skipped} and {@code absent}.
   *
   * @param topic its name
   * @param partitions partitions that moved
   * @param messages records in data files
   * @param bytes length of the data files
   * @param files number of data files
   * @param deadLetterFiles number of dead letter files
   * @param rejected records in dead letter files, null values included
   * @param skipped records skipped by a setting (history limit, null values)
   * @param absent committed offsets without a record: transaction markers, aborted and compacted
   *     records
   * @param lag offsets that existed when the run was planned and were not committed
   * @param heldBack offsets blocked by open transactions when the run was planned
   * @param firstEvent smallest event time
   * @param lastEvent largest event time
   * @param eventTimes where the event times come from; empty if no record was decoded, and in files
   *     of older versions
   * @param unread the age of the records left in Kafka
   */
  public record TopicSummary(
      String topic,
      int partitions,
      long messages,
      long bytes,
      long files,
      long deadLetterFiles,
      long rejected,
      long skipped,
      long absent,
      long lag,
      long heldBack,
      Optional<Instant> firstEvent,
      Optional<Instant> lastEvent,
      Optional<EventTimes> eventTimes,
      Unread unread) {

    /** With {@link Unread#NONE}. */
    public TopicSummary(
        String topic,
        int partitions,
        long messages,
        long bytes,
        long files,
        long deadLetterFiles,
        long rejected,
        long skipped,
        long absent,
        long lag,
        long heldBack,
        Optional<Instant> firstEvent,
        Optional<Instant> lastEvent,
        Optional<EventTimes> eventTimes) {
      this(
          topic,
          partitions,
          messages,
          bytes,
          files,
          deadLetterFiles,
          rejected,
          skipped,
          absent,
          lag,
          heldBack,
          firstEvent,
          lastEvent,
          eventTimes,
          Unread.NONE);
    }

    /** The sum of several topics, from the first event to the last. */
    public static TopicSummary sum(String name, List<TopicSummary> topics) {
      Optional<Instant> none = Optional.empty();
      TopicSummary nothing =
          new TopicSummary(name, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, none, none, Optional.empty());
      return topics.stream().reduce(nothing, TopicSummary::plus);
    }

    private TopicSummary plus(TopicSummary other) {
      return new TopicSummary(
          topic,
          partitions + other.partitions,
          messages + other.messages,
          bytes + other.bytes,
          files + other.files,
          deadLetterFiles + other.deadLetterFiles,
          rejected + other.rejected,
          skipped + other.skipped,
          absent + other.absent,
          lag + other.lag,
          heldBack + other.heldBack,
          both(firstEvent, other.firstEvent).min(Comparator.naturalOrder()),
          both(lastEvent, other.lastEvent).max(Comparator.naturalOrder()),
          both(eventTimes, other.eventTimes).reduce(EventTimes::plus),
          unread.plus(other.unread));
    }

    private static <T> Stream<T> both(Optional<T> one, Optional<T> other) {
      return Stream.concat(one.stream(), other.stream());
    }

    /** Whether records were left in Kafka. */
    public boolean isBehind() {
      return lag > 0 || heldBack > 0;
    }

    /** Committed offsets. */
    public long offsets() {
      return messages + rejected + skipped + absent;
    }
  }

  /** This summary with further problems, the worst first. */
  public RunSummary with(List<Problem> more) {
    return more.isEmpty()
        ? this
        : new RunSummary(
            run,
            startedAt,
            duration,
            tasks,
            topics,
            rejections,
            emptyTopics,
            Stream.concat(problems.stream(), more.stream())
                .sorted(Comparator.comparing(Problem::severity).reversed())
                .toList(),
            commits,
            recovered,
            closedBy,
            stoppedBy,
            failedAt,
            stages,
            completeness);
  }

  /** When the run ended. */
  public Instant endedAt() {
    return startedAt.plus(duration);
  }

  /** The sum of all topics. */
  public TopicSummary total() {
    return TopicSummary.sum("total", topics);
  }

  /** Number of data files of all topics. */
  public long files() {
    return total().files();
  }

  /** Whether anything of this run is committed. */
  public boolean committedAnything() {
    return topics.stream().anyMatch(topic -> topic.offsets() > 0);
  }

  /** Number of rejected records committed as dead letters, without null values. */
  public long faults() {
    return rejections.stream()
        .filter(Rejection::committed)
        .filter(Rejection::isFault)
        .mapToLong(Rejection::records)
        .sum();
  }

  /** The exit status of the process: that of its signal, or {@link #exitCode}. */
  public int status() {
    return stoppedBy.map(StopSignal::status).orElse(exitCode().value());
  }

  /** The exit code: that of the worst problem. */
  public ExitCode exitCode() {
    return Problem.exitCodeOf(problems);
  }
}
