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

/** The directory of one task attempt: numbers its files, and knows those that are open. */
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

  /** Ends open files when the process has no descriptor left. */
  interface Shortage {
    void endFiles() throws IOException;
  }

  /**
   * @param home the attempt's own
   * @param expectedBytes what the attempt is expected to read
   * @param wanted whether the attempt goes on; asking shows that it is at work
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

  /** The next path for a run file of the spill, which goes with the staged data. */
  StorePath nextRun() {
    return next(".spill");
  }

  /**
   * Starts a file that is published when its record is committed. If the process has no descriptor
   * left, other files end for it.
   *
   * @param name where it is published if the store cannot choose when it is finished
   * @throws IOException if the store fails, or if there is no descriptor even so
   */
  AttemptFile stage(StorePath name, String extension) throws IOException {
    return begin(new StorePath(ShortNames.ofPath(name.value())), next(extension));
  }

  /** Starts a file of the attempt's own, which is in its place once it is closed. */
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

  /** A file of the attempt's own. */
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

  /** Discards a staged file of no use; what cannot be discarded goes with the attempt. */
  void discard(Receipt receipt) {
    try {
      store.discard(receipt);
    } catch (IOException e) {
      LOG.debug("{} cannot be discarded", receipt, e);
    }
  }

  /** Shows that the attempt is at work where no record comes for long. */
  void requireWanted() throws AttemptCancelledException {
    if (!wanted.getAsBoolean()) {
      throw new AttemptCancelledException();
    }
  }

  /** Gives up what a failed attempt has left open; does nothing after one that has finished. */
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
