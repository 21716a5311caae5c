package io.camus.commit;

import io.camus.model.RunId;
import io.camus.model.StorageException;
import io.camus.model.TaskManifest;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.wire.ManifestFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;

/**
 * Step 4 of the protocol: of all attempts of a task, the first one whose manifest gets the task's
 * name wins; the others have no effect.
 *
 * @param attempt unique in the run
 * @param backoff how long to wait when the store fails
 */
public record TaskCommit(
    Store store, Layout layout, RunId run, int task, String attempt, Backoff backoff) {
  private static final int TRIES = 5;

  /** The outcome of the attempt. */
  public enum Outcome {
    /** It has won: its manifest is that of the task. */
    WON,
    /** Another attempt has won; this one's files are useless. */
    LOST
  }

  /**
   * Whether another attempt has already won, so this one need not start. Hadoop retries a task if
   * an attempt died between its commit and reporting it.
   */
  public boolean isDecided() throws IOException {
    return store.stat(layout.manifest(run, task)).isPresent();
  }

  /** Writes the manifest into the attempt's own directory, where it has no effect. */
  public void prepare(TaskManifest manifest) throws IOException {
    store.putIfAbsent(
        layout.preparedManifest(run, attempt), out -> ManifestFile.write(out, manifest));
  }

  /**
   * Makes the prepared manifest that of the task, if no other attempt has won.
   *
   * @throws IOException if it is unknown who won; calling again is safe
   */
  public Outcome commit() throws IOException {
    StorePath target = layout.manifest(run, task);
    IOException failure = null;
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        requireOpen();
        store.putIfAbsent(target, this::copyPrepared);
        return Outcome.WON;
      } catch (IOException e) {
        failure = e;
      }
      try {
        return outcome(ManifestFile.read(store.open(target), target.toString()));
      } catch (NoSuchFileException e) {
        if (failure instanceof RunIsOverException over) {
          throw over;
        }
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
      if (tries + 1 < TRIES) {
        backoff.await(tries + 1);
      }
    }
    throw failure;
  }

  /** The commit log has closed the run. */
  private static final class RunIsOverException extends IOException {
    private static final long serialVersionUID = 1;

    RunIsOverException(RunId run) {
      super("run " + run + " is over: the commit log has closed it");
    }
  }

  /** Files written after a run is over would only burden the next clean-up. */
  private void requireOpen() throws IOException {
    boolean open;
    try {
      open = CommitLog.read(store, layout).openRuns().containsKey(run);
    } catch (StorageException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (!open) {
      throw new RunIsOverException(run);
    }
  }

  private void copyPrepared(OutputStream out) throws IOException {
    try (InputStream in = store.open(layout.preparedManifest(run, attempt))) {
      in.transferTo(out);
    }
  }

  private Outcome outcome(TaskManifest winner) throws IOException {
    if (winner.attempt().equals(attempt)) {
      return Outcome.WON;
    }
    store.deleteAll(layout.attempt(run, attempt));
    return Outcome.LOST;
  }
}
