package io.camus.pull;

import io.camus.commit.Layout;
import io.camus.count.Counting;
import io.camus.count.TaskCounters;
import io.camus.count.TopicCounts;
import io.camus.format.ErrorIndex;
import io.camus.model.PlannedRange;
import io.camus.model.PulledGroup;
import io.camus.model.RunId;
import io.camus.model.Split;
import io.camus.model.TaskManifest;
import io.camus.model.Unfinished;
import io.camus.model.Unfinished.Reason;
import io.camus.source.RecordSource;
import io.camus.spi.SourceRecord;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.staging.AttemptCancelledException;
import io.camus.staging.AttemptFiles;
import io.camus.staging.Descriptors;
import io.camus.staging.FileLabels;
import io.camus.staging.GroupFault;
import io.camus.staging.OpenLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * One attempt at a split: pulls its ranges into files below the attempt's own directory and lists
 * them in a manifest. It has no effect before {@link io.camus.commit.TaskCommit}. Use once, in one
 * thread.
 */
public final class TaskAttempt {
  private static final Unfinished TOPIC_REPLACED =
      new Unfinished(
          Unfinished.Reason.TOPIC_GONE,
          "the topic was deleted and recreated while it was pulled; nothing of this pull was kept");

  private static final Duration POLL = Duration.ofMillis(200);

  private final Store store;
  private final Layout layout;
  private final Settings settings;
  private final Function<String, TopicPull> topics;
  private final Function<List<PlannedRange>, RecordSource> sources;
  private final Clock clock;
  private final LongSupplier nanoTime;

  private long recordsPulled;
  private long bytesPulled;

  /**
   * Settings of a pull.
   *
   * @param limits limits of the pull
   * @param open limits of the open data files
   * @param counting audit counts; empty: none
   * @param errorsToPrint maximum number of rejections to log
   */
  public record Settings(
      PullLimits limits, OpenLimits open, Optional<Counting> counting, int errorsToPrint) {}

  /**
   * Creates an attempt.
   *
   * @param topics how to handle a topic; called once per topic
   * @param sources opens a reader of ranges
   * @param clock timestamps the counts; informational
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public TaskAttempt(
      Store store,
      Layout layout,
      Settings settings,
      Function<String, TopicPull> topics,
      Function<List<PlannedRange>, RecordSource> sources,
      Clock clock,
      LongSupplier nanoTime) {
    this.store = store;
    this.layout = layout;
    this.settings = settings;
    this.topics = topics;
    this.sources = sources;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Pulls the split.
   *
   * @param attempt unique in the run
   * @return what was done
   * @throws InterruptedException if the attempt was cancelled
   * @throws IOException if the store fails or is full
   * @throws io.camus.model.CamusException if Kafka or the schema registry fails
   */
  public TaskManifest pull(RunId run, Split split, String attempt, TaskProgress progress)
      throws IOException, InterruptedException {
    Descriptors descriptors = Descriptors.ofProcess();
    try (AttemptFiles files =
        new AttemptFiles(
            store,
            layout.attempt(run, attempt),
            settings.open(),
            split.estimatedBytes(),
            descriptors,
            () -> isWanted(progress))) {
      return pull(run, split, attempt, files, progress);
    } catch (AttemptCancelledException e) {
      discard(layout.attempt(run, attempt), e);
      throw new InterruptedException(e.getMessage());
    } catch (IOException e) {
      discard(layout.attempt(run, attempt), e);
      throw descriptors.explain(e);
    } catch (InterruptedException | RuntimeException | Error e) {
      discard(layout.attempt(run, attempt), e);
      throw e;
    }
  }

  private static boolean isWanted(TaskProgress progress) {
    progress.pulled(0, 0);
    return !progress.cancelled();
  }

  /**
   * Frees the space of a failed attempt: its retry, and the commit of other tasks, may need it.
   * There is no manifest yet, and only this attempt could write one, so nothing can ever refer to
   * these files.
   */
  private void discard(StorePath directory, Throwable failure) {
    try {
      store.deleteAll(directory);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private TaskManifest pull(
      RunId run, Split split, String attempt, AttemptFiles files, TaskProgress progress)
      throws IOException, InterruptedException {
    Instant startedAt = clock.instant();
    String task = Layout.taskName(split.task());
    List<PulledGroup> pulled;
    List<RejectedSample> rejected;
    TaskCounters counters = new TaskCounters(settings.counting());
    try (ErrorLog errors =
        new ErrorLog(
            new ErrorIndex(
                files.createSmall("errors-" + task + ".avro"),
                Map.of("camus.run", run.value(), "camus.attempt", attempt)),
            settings.errorsToPrint())) {
      SplitGroups groups =
          new SplitGroups(
              new FileLabels.Attempt(run, split.task(), attempt),
              files,
              layout.deadLetters(run),
              errors,
              settings.limits(),
              counters);
      pulled =
          pull(
              split,
              groups.of(split, topics),
              new Endings(groups.faults(), groups.beyondRepair()),
              files,
              progress);
      rejected = errors.samples();
    }
    TopicCounts.Span time = TopicCounts.Span.between(startedAt, clock.instant());
    if (settings.counting().isPresent()) {
      SmallFiles.writeCounts(files, task, pulled, time, settings.counting().get().window());
    }
    SmallFiles.writeOffsets(files, task, pulled);
    SmallFiles.writeRejected(files, task, rejected);
    List<String> notices =
        Stream.concat(files.notices().stream(), counters.notices().stream()).toList();
    return new TaskManifest(run, split.task(), attempt, pulled, notices);
  }

  private List<PulledGroup> pull(
      Split split,
      List<GroupPull> groups,
      Endings endings,
      AttemptFiles files,
      TaskProgress progress)
      throws IOException, InterruptedException {
    try (RecordSource source = sources.apply(split.ranges())) {
      Polling polling = new Polling(split, groups, endings, source);
      try {
        polling.run(progress);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      files.merge();
      List<PulledGroup> pulled = new ArrayList<>();
      for (GroupPull group : groups) {
        pulled.add(
            group.indexes().stream().anyMatch(source::isTopicReplaced)
                ? group.nothing(TOPIC_REPLACED)
                : group.result());
      }
      return pulled;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      groups.forEach(group -> group.abandon(e));
      throw e;
    }
  }

  /**
   * Reasons to end ranges apart from their records; both lists grow while records are delivered.
   */
  private record Endings(List<GroupFault> faults, List<TopicErrors> beyondRepair) {}

  /** The polling loop, and the handler of its records. */
  private final class Polling implements RecordSource.Visitor {
    /** By index of the range in the split. */
    private final RangePull[] ranges;

    private final GroupPull[] groupOf;
    private final Endings endings;
    private final RecordSource source;
    private final BitSet finished = new BitSet();
    private final QuietRanges quiet;

    Polling(Split split, List<GroupPull> groups, Endings endings, RecordSource source) {
      int count = groups.stream().mapToInt(group -> group.ranges().size()).sum();
      this.ranges = new RangePull[count];
      this.groupOf = new GroupPull[count];
      this.endings = endings;
      this.source = source;
      for (GroupPull group : groups) {
        for (int i = 0; i < group.ranges().size(); i++) {
          ranges[group.indexes().get(i)] = group.ranges().get(i);
          groupOf[group.indexes().get(i)] = group;
        }
      }
      this.quiet =
          new QuietRanges(
              split.ranges().stream().map(PlannedRange::range).toList(),
              source::leaderState,
              nanoTime.getAsLong());
    }

    void run(TaskProgress progress) throws IOException, InterruptedException {
      long start = quiet.lastMove();
      long timeLimit = settings.limits().time().map(Duration::toNanos).orElse(Long.MAX_VALUE);
      long stall = settings.limits().stall().toNanos();
      while (finished.cardinality() < ranges.length) {
        if (progress.cancelled() || Thread.interrupted()) {
          throw new InterruptedException("the task attempt was cancelled");
        }
        source.poll(POLL, this);
        endFaulty();
        stopBeyondRepair();
        progress.pulled(recordsPulled, bytesPulled);
        recordsPulled = 0;
        bytesPulled = 0;
        long now = nanoTime.getAsLong();
        quiet.polled(now);
        quiet.tell(finished, now, progress);
        if (now - start >= timeLimit) {
          Unfinished limit =
              new Unfinished(Reason.LIMIT, "kafka.max.pull.minutes.per.task reached");
          stopAll(range -> limit);
        } else if (now - quiet.lastMove() >= stall) {
          stopAll(range -> stalled(quiet.reason(range)));
        }
      }
    }

    /** Ends groups whose files can no longer be trusted. */
    private void endFaulty() throws IOException {
      while (!endings.faults().isEmpty()) {
        GroupFault fault = endings.faults().remove(0);
        for (int i = 0; i < ranges.length; i++) {
          if (groupOf[i].fault() == fault) {
            groupOf[i].discard();
            stop(i, fault.why().orElseThrow());
          }
        }
      }
    }

    /** Ends topics of which nothing will be committed. */
    private void stopBeyondRepair() throws IOException {
      while (!endings.beyondRepair().isEmpty()) {
        TopicErrors errors = endings.beyondRepair().remove(0);
        for (int i = 0; i < ranges.length; i++) {
          if (groupOf[i].topic().equals(errors.topic())) {
            stop(i, errors.why());
          }
        }
      }
    }

    private Unfinished stalled(String leaderState) {
      return new Unfinished(
          Reason.FAULT,
          String.format(
              Locale.ROOT,
              "no record arrived for %d ms (camus.pull.stall.timeout.ms); %s",
              settings.limits().stall().toMillis(),
              leaderState));
    }

    private void stopAll(IntFunction<Unfinished> why) throws IOException {
      for (int i = finished.nextClearBit(0); i < ranges.length; i = finished.nextClearBit(i + 1)) {
        stop(i, why.apply(i));
      }
    }

    private void stop(int range, Unfinished why) throws IOException {
      if (!finished.get(range)) {
        ranges[range].stop(why);
        finish(range);
      }
    }

    private void finish(int range) throws IOException {
      finished.set(range);
      ranges[range].closeFiles();
      source.finish(range);
    }

    @Override
    public void record(int range, SourceRecord record) {
      try {
        if (ranges[range].accept(record)) {
          recordsPulled++;
          bytesPulled += record.value() == null ? 0 : record.value().remaining();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (RuntimeException | Error e) {
        groupOf[range]
            .fault()
            .at(
                String.format(
                    Locale.ROOT,
                    "writing %s-%d@%d",
                    record.topic(),
                    record.partition(),
                    record.offset()),
                e);
      }
    }

    @Override
    public void position(int range, long position) {
      RangePull pull = ranges[range];
      if (finished.get(range)) {
        return;
      }
      if (pull.reached(position)) {
        quiet.moved(range);
      }
      if (pull.isDone()) {
        try {
          finish(range);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Override
    public void leaderEpoch(int range, long offset, int epoch) {
      if (!finished.get(range)) {
        ranges[range].leaderEpoch(offset, epoch);
      }
    }

    @Override
    public void broken(int range, Unfinished why) {
      try {
        stop(range, why);
        quiet.moved(range);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
