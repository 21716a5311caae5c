package io.camus.commit;

import io.camus.failure.RootCause;
import io.camus.model.CommitRecord;
import io.camus.model.DataFile;
import io.camus.model.Problem;
import io.camus.model.ShortNames;
import io.camus.spi.Receipt;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Step 6 of the protocol: makes the files of a record visible to readers. Any number of processes
 * may publish the same record concurrently, any number of times. Files are published independently,
 * several in parallel. Publishes first and checks afterwards.
 *
 * @param calls how many files are handled in parallel
 * @param backoff how long to wait when the store fails
 */
public record Publication(Store store, StoreCalls calls, Backoff backoff) {
  private static final int TRIES = 6;

  /** Whether all files of a record were in place once. Called by any thread. */
  @FunctionalInterface
  public interface Marked {
    boolean isPublished() throws IOException;
  }

  /** Progress of publishing a record. */
  @FunctionalInterface
  public interface Progress {
    /**
     * A file was handled.
     *
     * @param files how many were
     * @param of how many files the record has
     */
    void published(int files, int of);
  }

  /** What publishes a file. */
  public static Receipt receipt(DataFile file) {
    return new Receipt(new StorePath(file.destination()), file.staged());
  }

  /**
   * Publishes a record.
   *
   * @param marked asked only if a file is not in place
   * @return what could not be published, for people; empty if every file is in place, or was before
   *     a user moved it
   * @throws IOException if it had to stop before the end
   */
  public List<Problem> publish(CommitRecord record, Marked marked, Progress progress)
      throws IOException {
    List<DataFile> files = record.files().toList();
    AtomicBoolean down = new AtomicBoolean();
    return calls
        .map(
            files,
            file -> publishOrTell(file, record, marked, down),
            done -> progress.published(done, files.size()))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * @param down whether another file of the record has used up its retries; the others are then
   *     tried once
   */
  private Optional<Problem> publishOrTell(
      DataFile file, CommitRecord record, Marked marked, AtomicBoolean down) throws IOException {
    try {
      return publish(file, record, marked, down);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      down.set(true);
      return Optional.of(
          problem(file.destination(), "cannot be published now: " + RootCause.line(e)));
    }
  }

  /** Empty if the file is in its final place, or was before a user moved it. */
  private Optional<Problem> publish(
      DataFile file, CommitRecord record, Marked marked, AtomicBoolean down) throws IOException {
    Receipt receipt = receipt(file);
    IOException failure = null;
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        store.publish(receipt);
        return Optional.empty();
      } catch (FileAlreadyExistsException e) {
        return taken(file, record, marked);
      } catch (NoSuchFileException e) {
        return wholeOrProblem(file, record, marked);
      } catch (IOException e) {
        failure = e;
        if (down.get()) {
          break;
        }
        backoff.await(tries + 1);
      }
    }
    throw failure;
  }

  /**
   * There is a file at the destination: the committed one, published by another process or only
   * half-way (a link whose unlink did not happen), or an unknown file.
   */
  private Optional<Problem> taken(DataFile file, CommitRecord record, Marked marked)
      throws IOException {
    Receipt receipt = receipt(file);
    StorePath target = receipt.destination();
    if (store.look(receipt).isEmpty()) {
      return wholeOrProblem(file, record, marked);
    }
    String digest;
    try (InputStream in = store.open(target)) {
      digest = Digest.of(in);
    } catch (NoSuchFileException e) {
      return goneOrProblem(file, record, marked);
    }
    if (!digest.equals(file.digest())) {
      return Optional.of(
          problem(
              target.toString(),
              "another file has this name; move it away, the committed file is at "
                  + receipt.token()));
    }
    store.discard(receipt);
    return Optional.empty();
  }

  /**
   * Checked after the staged file is gone: before that, another publisher might still be working on
   * it.
   */
  private Optional<Problem> wholeOrProblem(DataFile file, CommitRecord record, Marked marked)
      throws IOException {
    Optional<Store.Entry> published = store.stat(receipt(file).destination());
    if (published.isEmpty()) {
      return goneOrProblem(file, record, marked);
    }
    if (published.get().length() == file.bytes() || marked.isPublished()) {
      return Optional.empty();
    }
    return Optional.of(
        problem(
            file.destination(),
            String.format(
                Locale.ROOT,
                "has %d bytes, but commit record %d lists %d",
                published.get().length(),
                record.number(),
                file.bytes())));
  }

  private Optional<Problem> goneOrProblem(DataFile file, CommitRecord record, Marked marked)
      throws IOException {
    if (marked.isPublished() || isThereInFull(file)) {
      return Optional.empty();
    }
    return Optional.of(
        problem(
            file.destination(),
            String.format(
                Locale.ROOT,
                "commit record %d names this file, but it is neither here nor at %s: it was deleted",
                record.number(),
                file.staged())));
  }

  /** Whether an earlier version has published it under a name that most file systems refuse. */
  private boolean isThereInFull(DataFile file) throws IOException {
    StorePath directory = receipt(file).destination().parent();
    for (String name : store.names(directory)) {
      StorePath path = directory.child(name);
      if (ShortNames.bytes(name) > ShortNames.MAX_BYTES
          && ShortNames.ofPath(path.value()).equals(file.destination())
          && store.stat(path).filter(it -> it.length() == file.bytes()).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Problem problem(String where, String message) {
    return new Problem(Problem.Severity.OUTSIDE, where, message);
  }
}
