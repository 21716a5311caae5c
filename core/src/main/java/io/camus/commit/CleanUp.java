package io.camus.commit;

import io.camus.failure.RootCause;
import io.camus.model.Problem;
import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.ManifestFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Step 8 of the protocol: moves the small files of finished runs to the history and deletes the
 * rest. Nothing else deletes a run's files, except attempts that lost or failed before they had a
 * manifest, which delete their own.
 */
public final class CleanUp {
  private static final int RECORDS_PER_CHECKPOINT = 20;

  private final Store store;
  private final Layout layout;
  private final CommitLog log;
  private final Publisher publisher;
  private final StoreCalls calls;
  private final List<RunId> cleaned = new ArrayList<>();

  /**
   * @param calls how many files are moved at once
   */
  public CleanUp(Store store, Layout layout, CommitLog log, Publisher publisher, StoreCalls calls) {
    this.calls = calls;
    this.store = store;
    this.layout = layout;
    this.log = log;
    this.publisher = publisher;
  }

  /**
   * Cleans up after every run that is closed. The order matters: a run that was listed before the
   * log was read, and is not open in it, will never be committed again.
   *
   * @return files that could not be published; while there are any, nothing is deleted
   */
  public List<Problem> cleanUp() {
    try {
      List<String> listed = store.names(layout.runs());
      log.refresh();
      List<Problem> unpublished = publisher.publishAll();
      if (!unpublished.isEmpty()) {
        return unpublished;
      }
      LogState state = log.state();
      for (String name : listed) {
        if (RunId.matches(name) && !state.openRuns().containsKey(new RunId(name))) {
          archive(new RunId(name));
          cleaned.add(new RunId(name));
        }
      }
      log.deleteTemporaryFiles();
      store.sweep(layout.base(), Instant.MAX);
      if (!state.trackers().topics().isEmpty()) {
        store.deleteAll(layout.markers());
      }
      log.checkpointEvery(RECORDS_PER_CHECKPOINT);
      return List.of();
    } catch (IOException e) {
      throw new StorageException(
          "cannot clean up "
              + layout.runs()
              + ": "
              + RootCause.line(e)
              + "; the next run will"
              + " retry",
          e);
    }
  }

  /** The runs whose directories were cleaned up, oldest first. */
  public List<RunId> cleaned() {
    return List.copyOf(cleaned);
  }

  private void archive(RunId run) throws IOException {
    // Data first, since it takes the most space: a move may have to copy.
    for (String attempt : store.names(layout.attempts(run))) {
      store.deleteAll(Layout.stagedData(layout.attempt(run, attempt)));
    }
    StorePath history = layout.history(run);
    List<Move> small = new ArrayList<>();
    List<Move> last = new ArrayList<>();
    for (String name : store.names(layout.tasks(run))) {
      if (name.endsWith(Layout.MANIFEST)) {
        StorePath manifest = layout.tasks(run).child(name);
        small.addAll(smallFiles(run, manifest));
        last.add(new Move(manifest, history.child("tasks").child(name)));
      }
    }
    last.add(new Move(layout.plan(run), history.child("plan")));
    calls.each(small, this::move);
    calls.each(last, this::move); // The manifest last: it is needed to find a task's files.
    store.deleteAll(layout.run(run));
  }

  /** A file that is kept, and where. */
  private record Move(StorePath from, StorePath to) {}

  /** The small files of a task's winning attempt. */
  private List<Move> smallFiles(RunId run, StorePath manifest) throws IOException {
    String attempt;
    try {
      attempt = ManifestFile.read(store.open(manifest), manifest.toString()).attempt();
    } catch (NoSuchFileException e) {
      return List.of(); // Another clean-up was faster.
    }
    StorePath history = layout.history(run);
    StorePath directory = layout.attempt(run, attempt);
    List<StorePath> own =
        List.of(layout.preparedManifest(run, attempt), Layout.stagedData(directory));
    List<Move> moves = new ArrayList<>();
    for (String name : store.names(directory)) {
      if (!own.contains(directory.child(name))) {
        moves.add(new Move(directory.child(name), history.child(name)));
      }
    }
    return moves;
  }

  private void move(Move move) throws IOException {
    try {
      store.move(move.from(), move.to());
    } catch (FileAlreadyExistsException e) {
      // Another clean-up has moved it; this copy is deleted with the run.
    } catch (IOException e) {
      if (store.stat(move.from()).isPresent()) {
        throw e;
      }
      // Another clean-up was faster, or the run ended before.
    }
  }
}
