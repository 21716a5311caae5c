package io.camus.commit;

import io.camus.failure.RootCause;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.GroupSummary;
import io.camus.model.LogEntry;
import io.camus.model.ManifestSummary;
import io.camus.model.OffsetRange;
import io.camus.model.Problem;
import io.camus.model.Problem.Severity;
import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
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
 * by the run's own driver and, if that is dead, by the run that recovers it.
 */
public final class RunCommit {
  private static final int TRIES = 10;

  /** Ranges that share files begin at their partitions' positions; other ranges may follow them. */
  private static final Comparator<Candidate> IN_OFFSET_ORDER =
      Comparator.comparing((Candidate candidate) -> candidate.pulled().ranges().size() == 1)
          .thenComparingLong(candidate -> candidate.pulled().ranges().get(0).range().from());

  private final Store store;
  private final Layout layout;
  private final CommitLog log;
  private final ErrorBudget budget;
  private final RunId run;
  private final StoreCalls calls;

  /** Manifests already read, by file name; they never change. Their lists of files are not kept. */
  private final Map<String, ManifestSummary> manifests = new TreeMap<>();

  private final Map<String, Problem> problems = new LinkedHashMap<>();

  /**
   * @param calls how many final names are checked in parallel
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
   * @return the record; empty if another run has closed the run
   */
  public Optional<CommitRecord> close() {
    readManifests();
    return append(candidates(), List.of(new LogEntry.Closes(run)));
  }

  /**
   * Appends the candidates that follow from the newest state, and then other entries. Nothing else
   * is read between the state and the append.
   */
  private Optional<CommitRecord> append(List<Candidate> candidates, List<LogEntry> rest) {
    Draft draft = new Draft(store, calls);
    for (int tries = 0; tries < TRIES; ) {
      log.refresh();
      LogState state = log.state();
      if (!isOpen(state)) {
        return Optional.empty();
      }
      List<Candidate> fitting = fitting(state, candidates, draft);
      if (fitting.isEmpty() && rest.isEmpty()) {
        return Optional.empty();
      }
      if (read(draft, fitting)) {
        continue;
      }
      Optional<CommitRecord> record =
          log.appendAfter(state.number(), entries(draft, fitting, rest));
      if (record.isPresent()) {
        return record;
      }
      tries++;
    }
    throw log.cannotAppend(TRIES);
  }

  /** Whether groups had to be read, so the log must be refreshed. */
  private boolean read(Draft draft, List<Candidate> fitting) {
    try {
      return draft.read(fitting);
    } catch (NoSuchFileException e) {
      if (isOpen()) {
        throw new StorageException(
            String.format(
                Locale.ROOT,
                "%s is gone, but run %s is still open; restore it, or the next run pulls its ranges"
                    + " again",
                e.getFile(),
                run),
            e);
      }
      return true; // Moved to the history.
    } catch (UnreadableFileException e) {
      throw damaged(e);
    } catch (IOException e) {
      throw new StorageException(RootCause.line(e), e);
    }
  }

  private List<LogEntry> entries(Draft draft, List<Candidate> fitting, List<LogEntry> rest) {
    List<LogEntry> entries = new ArrayList<>(fitting.size() + rest.size());
    fitting.forEach(candidate -> entries.add(draft.entry(run, candidate)));
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
  public List<GroupSummary> pulled() {
    return candidates().stream().map(Candidate::pulled).toList();
  }

  /** Notices of finished tasks, with the indexes of the tasks. */
  public Map<String, List<Integer>> notices() {
    Map<String, List<Integer>> tasks = new TreeMap<>();
    for (ManifestSummary manifest : manifests.values()) {
      for (String notice : manifest.notices()) {
        tasks.computeIfAbsent(notice, it -> new ArrayList<>()).add(manifest.task());
      }
    }
    return tasks;
  }

  /**
   * Why something was not committed at the last attempt: topics over their budget, or unknown files
   * at a final path.
   */
  public List<Problem> problems() {
    return List.copyOf(problems.values());
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    manifests.forEach(
        (name, manifest) -> {
          StorePath path = layout.tasks(run).child(name);
          for (int i = 0; i < manifest.groups().size(); i++) {
            candidates.add(new Candidate(manifest.task(), path, i, manifest.groups().get(i)));
          }
        });
    candidates.sort(IN_OFFSET_ORDER);
    return candidates;
  }

  /**
   * The candidates that follow from the state, up to the first gap of each partition.
   *
   * @param draft the final names checked so far
   */
  private List<Candidate> fitting(LogState state, List<Candidate> candidates, Draft draft) {
    problems.clear();
    Map<String, List<GroupSummary>> byTopic = new LinkedHashMap<>();
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
      Optional<GroupSummary> moved = candidate.pulled().withoutEmptyRanges();
      if (overBudget.contains(candidate.topic())
          || moved.isEmpty()
          || !next.fits(moved.get())
          || isTaken(candidate, draft)) {
        continue;
      }
      next.advance(moved.get());
      fitting.add(candidate);
    }
    return fitting;
  }

  private boolean isTaken(Candidate candidate, Draft draft) {
    Optional<DataFile> taken = draft.taken(candidate);
    taken.ifPresent(
        file ->
            problems.put(
                file.destination(),
                new Problem(
                    Severity.OUTSIDE,
                    file.destination(),
                    String.format(
                            Locale.ROOT,
                            "%s cannot be committed: its data file name is already taken by a file"
                                + " that is not in the commit log;",
                            file.range().map(OffsetRange::toString).orElse(file.topic()))
                        + " move that file away, and the range will be pulled again")));
    return taken.isPresent();
  }

  private static StorageException damaged(UnreadableFileException e) {
    return new StorageException(e.getMessage() + "; it was complete when it got this name", e);
  }

  private void readManifests() {
    try {
      for (String name : store.names(layout.tasks(run))) {
        if (name.endsWith(Layout.MANIFEST) && !manifests.containsKey(name)) {
          StorePath path = layout.tasks(run).child(name);
          manifests.put(name, ManifestFile.summary(store.open(path), path.toString()));
        }
      }
    } catch (UnreadableFileException e) {
      throw damaged(e);
    } catch (NoSuchFileException e) {
      // Moved to the history since the listing: the run is closed, as the log will show.
    } catch (IOException e) {
      throw new StorageException(
          "cannot read the manifests of run " + run + ": " + RootCause.line(e), e);
    }
  }
}
