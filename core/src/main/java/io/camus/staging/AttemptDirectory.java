package io.camus.staging;

import io.camus.commit.Layout;
import io.camus.model.ShortNames;
import io.camus.spi.Receipt;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of one task attempt: numbers its files, and tracks the open ones. */
final class AttemptDirectory implements AttemptFile.Owner, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptDirectory.class);

  private final Store store;
  private final StorePath home;
  private final Descriptors descriptors;
  private final BooleanSupplier wanted;
  private final Shortage shortage;
  private final Set<AttemptFile> open = new HashSet<>();
  private final long expectedBytes;
  private long files;
  private long bytes;

  /** Closes open files if the process runs out of descriptors. */
  interface Shortage {
    void endFiles() throws IOException;
  }

  /**
   * @param home the attempt's directory
   * @param expectedBytes bytes that the attempt is expected to read
   * @param wanted whether the attempt continues; calling it also reports activity
   */
  AttemptDirectory(
      Store store,
      StorePath home,
      long expectedBytes,
      Descriptors descriptors,
      BooleanSupplier wanted,
      Shortage shortage) {
    this.store = store;
    this.home = home;
    this.expectedBytes = expectedBytes;
    this.descriptors = descriptors;
    this.wanted = wanted;
    this.shortage = shortage;
  }

  /** The next path for a data file, for example {@code data/000017.avro}. */
  private StorePath next(String extension) {
    return Layout.stagedData(home).child(String.format(Locale.ROOT, "%06d%s", ++files, extension));
  }

  /** The next path for a spill file, which is deleted with the staged data. */
  StorePath nextRun() {
    return next(".spill");
  }

  /**
   * Starts a file to be published when its record is committed. If the process runs out of
   * descriptors, other files are closed.
   *
   * @param name where to publish it if the store cannot rename
   * @throws IOException if the store fails, or if there is still no descriptor
   */
  AttemptFile stage(StorePath name, String extension) throws IOException {
    return begin(new StorePath(ShortNames.ofPath(name.value())), next(extension));
  }

  /** Starts a private file of the attempt, which is complete when closed. */
  OutputStream create(StorePath path) throws IOException {
    return new OwnFile(path, begin(path, path));
  }

  private AttemptFile begin(StorePath name, StorePath scratch) throws IOException {
    try {
      return track(name, scratch);
    } catch (IOException e) {
      if (!descriptors.ranOut(e)) {
        throw StagingException.at(scratch, e);
      }
      shortage.endFiles();
      try {
        store.delete(scratch);
        return track(name, scratch);
      } catch (IOException again) {
        again.addSuppressed(e);
        throw StagingException.at(scratch, descriptors.explain(again));
      }
    }
  }

  private AttemptFile track(StorePath name, StorePath scratch) throws IOException {
    AttemptFile file = new AttemptFile(scratch, store.stage(name, scratch), this);
    open.add(file);
    return file;
  }

  /** A private file of the attempt. */
  private final class OwnFile extends FilterOutputStream {
    private final StorePath path;
    private final AttemptFile file;
    private boolean closed;

    OwnFile(StorePath path, AttemptFile file) {
      super(file);
      this.path = path;
      this.file = file;
    }

    @Override
    public void write(byte[] content, int offset, int count) throws IOException {
      file.write(content, offset, count);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        store.publish(file.finish(path));
      }
    }
  }

  /** One of the small files that go to the history, for example {@code counts-00003.json}. */
  OutputStream createSmall(String name) throws IOException {
    return create(home.child(name));
  }

  /** Opens a file for reading. */
  InputStream open(StorePath path) throws IOException {
    try {
      return store.open(path);
    } catch (IOException e) {
      throw descriptors.explain(e);
    }
  }

  void delete(StorePath path) throws IOException {
    store.delete(path);
  }

  /** Discards a useless staged file; if that fails, it is deleted with the attempt. */
  void discard(Receipt receipt) {
    try {
      store.discard(receipt);
    } catch (IOException e) {
      LOG.debug("cannot discard {}", receipt, e);
    }
  }

  /** Reports activity during long phases without records. */
  void requireWanted() throws AttemptCancelledException {
    if (!wanted.getAsBoolean()) {
      throw new AttemptCancelledException();
    }
  }

  /** Abandons the open files of a failed attempt; does nothing after a finished one. */
  @Override
  public void close() {
    for (AttemptFile file : List.copyOf(open)) {
      try {
        file.abandon();
      } catch (IOException | RuntimeException e) {
        LOG.debug("a file cannot be closed", e);
      }
    }
  }

  @Override
  public void ended(AttemptFile file) {
    open.remove(file);
  }

  @Override
  public void wrote(int count) {
    bytes += count;
  }

  @Override
  public StagingException failed(StorePath path, long length, IOException e) {
    return StagingException.at(path, length, bytes, expectedBytes, freeBytes(), e);
  }

  private Optional<Long> freeBytes() {
    try {
      return store.freeBytes(home);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
