package io.camus.commit;

import io.camus.model.Problem;
import io.camus.model.RootCause;
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
 * rest. Nothing else deletes or moves a run's files, but for attempts that lost or failed before
 * they had a manifest, which delete their own.
 */
public final class CleanUp {
  private static final int RECORDS_PER_CHECKPOINT = 20;

  private final Store store;
  private final Layout layout;
  private final CommitLog log;
  private final Publisher publisher;
  private final List<RunId> cleaned = new ArrayList<>();

  public CleanUp(Store store, Layout layout, CommitLog log, Publisher publisher) {
    this.store = store;
    this.layout = layout;
    this.log = log;
    this.publisher = publisher;
  }

  /**
   * Cleans up after every run that is closed. The order is the point: a run that was listed before
   * the log was read, and is not open in it, will never be committed again.
   *
   * @return files that could not be published; as long as there are any, nothing is deleted
   */
  public List<Problem> cleanUp() {
    try {
      List<Store.Entry> listed = store.list(layout.runs());
      log.refresh();
      List<Problem> unpublished = publisher.publishAll();
      if (!unpublished.isEmpty()) {
        return unpublished;
      }
      LogState state = log.state();
      for (Store.Entry entry : listed) {
        String name = entry.path().name();
        if (RunId.matches(name) && !state.openRuns().containsKey(new RunId(name))) {
          archive(new RunId(name));
          cleaned.add(new RunId(name));
        }
      }
      log.deleteTemporaryFiles();
      store.sweep(layout.base(), Instant.MAX);
      log.checkpointEvery(RECORDS_PER_CHECKPOINT);
      return List.of();
    } catch (IOException e) {
      throw new StorageException(
          "cannot clean up " + layout.runs() + ": " + RootCause.line(e) + "; the next run does it",
          e);
    }
  }

  /** The runs whose directories were cleaned up, oldest first. */
  public List<RunId> cleaned() {
    return List.copyOf(cleaned);
  }

  private void archive(RunId run) throws IOException {
    // First what takes the most room and nobody needs: moving the rest may want some of it.
    for (Store.Entry attempt : store.list(layout.attempts(run))) {
      store.deleteTree(Layout.stagedData(attempt.path()));
    }
    StorePath history = layout.history(run);
    store.makeDirectories(history.child("tasks"));
    for (Store.Entry manifest : store.list(layout.tasks(run))) {
      if (manifest.path().name().endsWith(Layout.MANIFEST)) {
        archiveTask(run, manifest.path());
      }
    }
    move(layout.plan(run), history.child("plan"));
    store.deleteTree(layout.run(run));
  }

  private void archiveTask(RunId run, StorePath manifest) throws IOException {
    StorePath history = layout.history(run);
    String attempt;
    try {
      attempt = ManifestFile.read(store.open(manifest), manifest.toString()).attempt();
    } catch (NoSuchFileException e) {
      return; // Another clean-up was faster.
    }
    StorePath prepared = layout.preparedManifest(run, attempt);
    for (Store.Entry file : store.list(layout.attempt(run, attempt))) {
      if (!file.directory() && !file.path().equals(prepared)) {
        move(file.path(), history.child(file.path().name()));
      }
    }
    move(manifest, history.child("tasks").child(manifest.name()));
  }

  private void move(StorePath from, StorePath to) throws IOException {
    try {
      store.rename(from, to);
    } catch (FileAlreadyExistsException e) {
      store.delete(from);
    } catch (NoSuchFileException e) {
      // Another clean-up was faster, or the run never came so far.
    }
  }
}
