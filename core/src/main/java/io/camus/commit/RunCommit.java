package io.camus.commit;

import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.LogEntry;
import io.camus.model.OffsetRange;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.PulledGroup;
import io.camus.model.RootCause;
import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.model.TaskManifest;
import io.camus.spi.Store;
import io.camus.wire.ManifestFile;
import io.camus.wire.UnreadableFileException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Step 5 of the protocol: turns the manifests of a run's finished tasks into commit records. Used
 * by the run's own driver and, when that is dead, by whoever recovers the run.
 */
public final class RunCommit {
  private static final int TRIES = 10;

  /** Ranges that share files begin where their partitions stand; others may follow on them. */
  private static final Comparator<Candidate> IN_OFFSET_ORDER =
      Comparator.comparing((Candidate candidate) -> candidate.pulled().ranges().size() == 1)
          .thenComparingLong(candidate -> candidate.pulled().ranges().get(0).range().from());

  private final Store store;
  private final Layout layout;
  private final CommitLog log;
  private final ErrorBudget budget;
  private final RunId run;
  private final StoreCalls calls;

  /** Manifests that were read, by file name; they never change. */
  private final Map<String, TaskManifest> manifests = new TreeMap<>();

  private final Map<String, Problem> problems = new LinkedHashMap<>();

  /** One that makes one call of the store after the other. */
  public RunCommit(Store store, Layout layout, CommitLog log, ErrorBudget budget, RunId run) {
    this(store, layout, log, budget, run, StoreCalls.oneByOne());
  }

  /**
   * @param calls how many final names are looked at once
   */
  public RunCommit(
      Store store, Layout layout, CommitLog log, ErrorBudget budget, RunId run, StoreCalls calls) {
    this.calls = calls;
    this.store = store;
    this.layout = layout;
    this.log = log;
    this.budget = budget;
    this.run = run;
  }

  private record Candidate(int task, PulledGroup pulled) {
    String topic() {
      return pulled.topic();
    }

    /** What a record says of it; empty ranges are left out. */
    LogEntry.Commits entry(RunId run) {
      return new LogEntry.Commits(run, task, pulled.withoutEmptyRanges().orElseThrow());
    }
  }

  /**
   * Commits what finished tasks have pulled, while the job still runs.
   *
   * @param tasksOfTopic all tasks that pull from a topic; the topic waits until each of them is
   *     finished, because its error budget is judged over all of them
   * @return the record; empty if there was nothing to commit, or the run is closed
   */
  public Optional<CommitRecord> commitFinished(Map<String, Set<Integer>> tasksOfTopic) {
    readManifests();
    Set<Integer> finished = finishedTasks();
    List<Candidate> candidates =
        candidates().stream()
            .filter(candidate -> finished.containsAll(tasksOfTopic.get(candidate.topic())))
            .toList();
    return append(candidates, List.of());
  }

  /**
   * Commits everything that finished tasks have pulled and closes the run.
   *
   * @return the record; empty if somebody else has closed the run
   */
  public Optional<CommitRecord> close() {
    readManifests();
    return append(candidates(), List.of(new LogEntry.Closes(run)));
  }

  /**
   * Appends the candidates that follow from the newest state, and then other entries. Between the
   * look at the state and the append nothing else is looked at.
   */
  private Optional<CommitRecord> append(List<Candidate> candidates, List<LogEntry> rest) {
    FinalPaths paths = new FinalPaths(store, calls);
    for (int tries = 0; tries < TRIES; ) {
      log.refresh();
      LogState state = log.state();
      if (!isOpen(state)) {
        return Optional.empty();
      }
      List<Candidate> fitting = fitting(state, candidates, paths);
      if (fitting.isEmpty() && rest.isEmpty()) {
        return Optional.empty();
      }
      if (paths.look(fitting.stream().map(Candidate::pulled).toList())) {
        continue;
      }
      Optional<CommitRecord> record = log.appendAfter(state.number(), entries(fitting, rest));
      if (record.isPresent()) {
        return record;
      }
      tries++;
    }
    throw log.cannotAppend(TRIES);
  }

  private List<LogEntry> entries(List<Candidate> fitting, List<LogEntry> rest) {
    List<LogEntry> entries = new ArrayList<>(fitting.size() + rest.size());
    fitting.forEach(candidate -> entries.add(candidate.entry(run)));
    entries.addAll(rest);
    return entries;
  }

  /** Whether the log still accepts ranges of this run. */
  public boolean isOpen() {
    log.refresh();
    return isOpen(log.state());
  }

  private boolean isOpen(LogState state) {
    return state.openRuns().containsKey(run);
  }

  /** Indexes of the tasks whose manifest was seen. */
  public Set<Integer> finishedTasks() {
    Set<Integer> finished = new HashSet<>();
    manifests.values().forEach(manifest -> finished.add(manifest.task()));
    return finished;
  }

  /** Everything that the finished tasks pulled, committed or not. */
  public List<PulledGroup> pulled() {
    return candidates().stream().map(Candidate::pulled).toList();
  }

  /** What finished tasks say of how they pulled, and the indexes of those that say so. */
  public Map<String, List<Integer>> notices() {
    Map<String, List<Integer>> tasks = new TreeMap<>();
    for (TaskManifest manifest : manifests.values()) {
      for (String notice : manifest.notices()) {
        tasks.computeIfAbsent(notice, it -> new ArrayList<>()).add(manifest.task());
      }
    }
    return tasks;
  }

  /**
   * Why something was not committed when it was judged last: topics over their budget, strangers at
   * a final path.
   */
  public List<Problem> problems() {
    return List.copyOf(problems.values());
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (TaskManifest manifest : manifests.values()) {
      manifest.groups().forEach(pulled -> candidates.add(new Candidate(manifest.task(), pulled)));
    }
    candidates.sort(IN_OFFSET_ORDER);
    return candidates;
  }

  /**
   * The candidates that follow from the state, up to the first gap of each partition.
   *
   * @param paths what is known of final names so far
   */
  private List<Candidate> fitting(LogState state, List<Candidate> candidates, FinalPaths paths) {
    problems.clear();
    Map<String, List<PulledGroup>> byTopic = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      byTopic
          .computeIfAbsent(candidate.topic(), topic -> new ArrayList<>())
          .add(candidate.pulled());
    }
    Set<String> overBudget = new HashSet<>();
    byTopic.forEach(
        (topic, groups) ->
            budget
                .violation(topic, groups)
                .ifPresent(
                    why -> {
                      overBudget.add(topic);
                      problems.put(topic, new Problem(Severity.DATA, topic, why));
                    }));
    List<Candidate> fitting = new ArrayList<>();
    LogState next = state.copy();
    for (Candidate candidate : candidates) {
      Optional<PulledGroup> moved = candidate.pulled().withoutEmptyRanges();
      if (overBudget.contains(candidate.topic())
          || moved.isEmpty()
          || !next.fits(moved.get())
          || isTaken(candidate, paths)) {
        continue;
      }
      next.apply(candidate.entry(run));
      fitting.add(candidate);
    }
    return fitting;
  }

  private boolean isTaken(Candidate candidate, FinalPaths paths) {
    Optional<DataFile> taken = paths.taken(candidate.pulled());
    taken.ifPresent(
        file ->
            problems.put(
                file.destination(),
                new Problem(
                    Severity.OUTSIDE,
                    file.destination(),
                    String.format(
                            Locale.ROOT,
                            "%s cannot be committed: a file that no record of the log names has the name of its",
                            file.range().map(OffsetRange::toString).orElse(file.topic()))
                        + " data file; move it away, the range is pulled again")));
    return taken.isPresent();
  }

  private void readManifests() {
    try {
      for (Store.Entry entry : store.list(layout.tasks(run))) {
        String name = entry.path().name();
        if (name.endsWith(Layout.MANIFEST) && !manifests.containsKey(name)) {
          manifests.put(name, ManifestFile.read(store.open(entry.path()), entry.path().toString()));
        }
      }
    } catch (UnreadableFileException e) {
      throw new StorageException(e.getMessage() + "; it was whole when it got this name", e);
    } catch (NoSuchFileException e) {
      // Moved to the history since the listing: the run is closed, which the log will tell.
    } catch (IOException e) {
      throw new StorageException(
          "cannot read the manifests of run " + run + ": " + RootCause.line(e), e);
    }
  }
}
