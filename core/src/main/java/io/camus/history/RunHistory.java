package io.camus.history;

import io.camus.commit.CommitLog;
import io.camus.commit.Layout;
import io.camus.commit.LifeSigns;
import io.camus.commit.LogReader;
import io.camus.commit.OpenRun;
import io.camus.failure.RootCause;
import io.camus.history.PastRun.Committed;
import io.camus.model.Problem;
import io.camus.model.RunId;
import io.camus.model.RunOwner;
import io.camus.model.StorageException;
import io.camus.report.RejectedSamples;
import io.camus.report.RunSummary;
import io.camus.report.SummaryFile;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The stored runs, newest first. Summaries are read lazily; the log is read only for runs without a
 * summary and failed runs, and no further back than the oldest of them.
 */
public final class RunHistory {
  private final Store store;
  private final Layout layout;
  private final LifeSigns lifeSigns;
  private final InstantSource clock;
  private final Map<RunId, RunOwner> openRuns;
  private Optional<LogWalk> walk = Optional.empty();

  /**
   * Reads the state of the log.
   *
   * @param lifeSigns checks whether open runs are alive
   * @throws StorageException if the log cannot be read
   */
  public RunHistory(Store store, Layout layout, LifeSigns lifeSigns, InstantSource clock) {
    this.store = store;
    this.layout = layout;
    this.lifeSigns = lifeSigns;
    this.clock = clock;
    this.openRuns = CommitLog.read(store, layout).openRuns();
  }

  /**
   * All runs that are open or have files, newest first. The stream is lazy.
   *
   * @throws StorageException if a directory cannot be listed; later, if a run cannot be read
   */
  public Stream<PastRun> newestFirst() {
    return ids().descendingSet().stream().map(this::of);
  }

  /**
   * The ids of all runs that are open or have files, oldest first.
   *
   * @throws StorageException if a directory cannot be listed
   */
  public NavigableSet<RunId> ids() {
    NavigableSet<RunId> runs = new TreeSet<>(openRuns.keySet());
    try {
      for (StorePath directory : List.of(layout.history(), layout.runs())) {
        store.names(directory).stream()
            .filter(RunId::matches)
            .forEach(name -> runs.add(new RunId(name)));
      }
    } catch (IOException e) {
      throw cannotRead(e);
    }
    return runs;
  }

  /**
   * One of these runs, without the samples of rejected records that its tasks left.
   *
   * @throws StorageException if it cannot be read
   */
  public PastRun of(RunId run) {
    return remember(run, RejectedSamples.NONE);
  }

  /**
   * One run, even if its files are gone and only the log has it.
   *
   * @return empty if neither knows it
   */
  public Optional<PastRun> find(RunId run) {
    try {
      PastRun found = remember(run, RejectedSamples.read(store, layout.history(run)));
      boolean isNowhere =
          found.verdict() == Verdict.UNKNOWN
              && store.names(layout.history(run)).isEmpty()
              && store.names(layout.run(run)).isEmpty();
      return isNowhere ? Optional.empty() : Optional.of(found);
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  private PastRun remember(RunId run, RejectedSamples samples) {
    try {
      Optional<RunSummary> summary;
      Optional<String> damage = Optional.empty();
      try {
        summary = SummaryFile.read(store, layout.history(run));
      } catch (IOException e) {
        summary = Optional.empty();
        damage = Optional.of(RootCause.line(e));
      }
      return summary.isPresent()
          ? summarised(run, summary.get(), samples)
          : logged(run, damage, samples);
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  /**
   * From its summary. For a failed run the log is more accurate: another run may have committed
   * more of it since.
   */
  private PastRun summarised(RunId run, RunSummary summary, RejectedSamples samples)
      throws IOException {
    boolean fails = summary.problems().stream().anyMatch(it -> it.severity().fails());
    Optional<LoggedRun> log =
        fails && summary.closedBy().isEmpty()
            ? walk().find(run).filter(LoggedRun::isWhole)
            : Optional.empty();
    boolean summaryIsWhole = log.isEmpty() || log.get().commits().equals(summary.commits());
    Committed committed =
        summaryIsWhole
            ? new Committed(summary.topics(), summary.rejections())
            : log.get().committed();
    Optional<String> adoptedBy =
        summary
            .closedBy()
            .map(RunId::value)
            .or(() -> log.flatMap(LoggedRun::closedBy).filter(it -> !it.equals(run.value())));
    return new PastRun(
        run,
        summary.startedAt(),
        Optional.of(summary.duration()),
        adoptedBy.isPresent() ? Verdict.ADOPTED : verdict(summary, committed),
        adoptedBy.map(it -> "by " + it).orElseGet(() -> worstInWords(summary)),
        Optional.of(committed.with(samples)),
        summaryIsWhole ? summary.commits() : log.get().commits(),
        Optional.of(summary),
        Optional.empty());
  }

  private static Verdict verdict(RunSummary summary, Committed committed) {
    if (summary.problems().stream().anyMatch(it -> it.severity().fails())) {
      return committed.topics().stream().anyMatch(it -> it.offsets() > 0)
          ? Verdict.PARTLY
          : Verdict.FAILED;
    }
    return committed.topics().stream().anyMatch(topic -> topic.rejected() > 0)
        ? Verdict.REJECTIONS
        : Verdict.DONE;
  }

  private static String worstInWords(RunSummary summary) {
    return summary.problems().stream()
        .filter(problem -> problem.severity().fails())
        .max(Comparator.comparing(Problem::severity))
        .map(worst -> inWords(summary, worst))
        .orElse("");
  }

  private static String inWords(RunSummary summary, Problem worst) {
    String reason = worst.where() + ": " + worst.message();
    return summary
        .failedAt()
        .map(stage -> "at " + stage.name().toLowerCase(Locale.ROOT) + ", " + reason)
        .orElse(reason);
  }

  private PastRun logged(RunId run, Optional<String> damage, RejectedSamples samples)
      throws IOException {
    Optional<LoggedRun> known = walk().find(run);
    Verdict verdict;
    String detail = "";
    Optional<Duration> duration = Optional.empty();
    if (openRuns.containsKey(run)) {
      OpenRun open = lifeSigns.look(run, openRuns.get(run));
      verdict = open.fate() == OpenRun.Fate.ALIVE ? Verdict.RUNNING : Verdict.DIED;
      detail = open.why();
      if (verdict == Verdict.RUNNING) {
        duration = Optional.of(Duration.between(run.startedAt(), clock.instant()));
      }
    } else if (known.flatMap(LoggedRun::closedBy).isEmpty()) {
      verdict = Verdict.UNKNOWN;
      detail = "the commit log does not say how it ended";
    } else if (known.get().closedBy().get().equals(run.value())) {
      verdict = Verdict.CLOSED;
      detail = "everything it finished is committed, but it left no readable summary";
      duration = known.get().closedAt().map(end -> Duration.between(run.startedAt(), end));
    } else {
      verdict = Verdict.ADOPTED;
      detail = "by " + known.get().closedBy().get();
    }
    List<String> broken = walk().damage();
    return new PastRun(
        run,
        run.startedAt(),
        duration,
        verdict,
        detail,
        known.map(it -> it.committed().with(samples)),
        known.map(LoggedRun::commits).orElse(List.of()),
        Optional.empty(),
        damage.or(() -> broken.stream().findFirst()));
  }

  private LogWalk walk() throws IOException {
    if (walk.isEmpty()) {
      walk = Optional.of(new LogWalk(new LogReader(store, layout)));
    }
    return walk.get();
  }

  private StorageException cannotRead(IOException e) {
    return new StorageException(
        String.format(
            Locale.ROOT,
            "cannot read the history in %s and %s: %s",
            layout.history(),
            layout.runs(),
            RootCause.line(e)),
        e);
  }
}
