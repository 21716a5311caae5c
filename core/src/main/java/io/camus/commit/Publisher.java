package io.camus.commit;

import io.camus.model.DataFile;
import io.camus.model.Problem;
import io.camus.model.RootCause;
import io.camus.model.ShortNames;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Step 6 of the protocol: moves the files of committed records to their final place. Anybody may do
 * it, any number at once, any number of times; it renames first and looks after.
 */
public final class Publisher {
  private static final int TRIES = 6;

  private final Store store;
  private final CommitLog log;
  private final List<Published> published = new ArrayList<>();

  /**
   * A record whose files are all in their final place now.
   *
   * @param record its number
   * @param files how many files it has
   */
  public record Published(long record, long files) {}

  public Publisher(Store store, CommitLog log) {
    this.store = store;
    this.log = log;
  }

  /**
   * Publishes every unpublished record.
   *
   * @return files that could not be brought to their place, for people; empty if all were
   */
  public List<Problem> publishAll() {
    List<Problem> problems = new ArrayList<>();
    for (long number : log.unpublished()) {
      try {
        problems.addAll(publish(number));
      } catch (IOException e) {
        problems.add(
            problem(
                "commit record " + number,
                "cannot be published now: " + RootCause.line(e) + "; the next run goes on"));
      }
    }
    return problems;
  }

  /** The records that this object has seen published, in the order of their publishing. */
  public List<Published> published() {
    return List.copyOf(published);
  }

  private List<Problem> publish(long number) throws IOException {
    List<Problem> problems = new ArrayList<>();
    List<DataFile> files = log.read(number).files().toList();
    for (DataFile file : files) {
      try {
        publish(file, number).ifPresent(problems::add);
      } catch (IOException e) {
        problems.add(problem(file.destination(), "cannot be published now: " + RootCause.line(e)));
      }
    }
    if (problems.isEmpty()) {
      log.markPublished(number);
      published.add(new Published(number, files.size()));
    }
    return problems;
  }

  /** Empty once the file is in its final place, or was and a user has moved it since. */
  private Optional<Problem> publish(DataFile file, long number) throws IOException {
    StorePath staged = new StorePath(file.staged());
    StorePath target = new StorePath(file.destination());
    IOException failure = null;
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        store.rename(staged, target);
        return Optional.empty();
      } catch (FileAlreadyExistsException e) {
        return bothThere(file, staged, target, number);
      } catch (NoSuchFileException e) {
        // The order matters: another publisher may move the file between the two looks.
        boolean stagedIsThere = store.stat(staged).isPresent();
        Optional<Store.Entry> published = store.stat(target);
        if (!stagedIsThere) {
          return published.isPresent()
              ? wholeOrProblem(file, published.get(), number)
              : goneOrProblem(file, number);
        }
        store.makeDirectories(target.parent());
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure == null ? new IOException("no directory for " + target) : failure;
  }

  /** Our own rename that was cut in half (a link whose unlink did not happen), or a stranger. */
  private Optional<Problem> bothThere(
      DataFile file, StorePath staged, StorePath target, long number) throws IOException {
    if (store.stat(staged).isEmpty()) {
      Optional<Store.Entry> published = store.stat(target);
      return published.isPresent()
          ? wholeOrProblem(file, published.get(), number)
          : goneOrProblem(file, number);
    }
    String digest;
    try (InputStream in = store.open(target)) {
      digest = Digest.of(in);
    } catch (NoSuchFileException e) {
      return goneOrProblem(file, number);
    }
    if (!digest.equals(file.digest())) {
      return Optional.of(
          problem(
              target.toString(),
              "a file that is not ours has this name; move it away, the committed one waits at "
                  + staged));
    }
    store.delete(staged);
    return Optional.empty();
  }

  private Optional<Problem> wholeOrProblem(DataFile file, Store.Entry published, long number)
      throws IOException {
    if (published.length() == file.bytes() || log.isPublished(number)) {
      return Optional.empty();
    }
    return Optional.of(
        problem(
            file.destination(),
            String.format(
                Locale.ROOT,
                "has %d bytes, commit record %d says %d",
                published.length(),
                number,
                file.bytes())));
  }

  private Optional<Problem> goneOrProblem(DataFile file, long number) throws IOException {
    if (log.isPublished(number) || isThereInFull(file)) {
      return Optional.empty();
    }
    return Optional.of(
        problem(
            file.destination(),
            String.format(
                Locale.ROOT,
                "commit record %d names this file, but it is neither here nor at %s; somebody deleted it",
                number,
                file.staged())));
  }

  /** Whether an earlier version has published it under a name that most file systems refuse. */
  private boolean isThereInFull(DataFile file) throws IOException {
    for (Store.Entry entry : store.list(new StorePath(file.destination()).parent())) {
      if (ShortNames.bytes(entry.path().name()) > ShortNames.MAX_BYTES
          && ShortNames.ofPath(entry.path().value()).equals(file.destination())
          && entry.length() == file.bytes()) {
        return true;
      }
    }
    return false;
  }

  private static Problem problem(String where, String message) {
    return new Problem(Problem.Severity.OUTSIDE, where, message);
  }
}
