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

/** The directory of one task attempt: numbers its files, and knows the {@link Room} for them. */
public final class AttemptFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptFiles.class);

  private final Store store;
  private final StorePath directory;
  private final Descriptors descriptors;
  private final BooleanSupplier wanted;
  private final Room room;
  private final Set<AttemptFile> open = new HashSet<>();
  private final long expectedBytes;
  private long files;
  private long bytes;

  /**
   * @param directory the attempt's own
   * @param limits of the open files and of records that wait for one
   * @param expectedBytes what the attempt is expected to read
   * @param wanted whether the attempt goes on; asking shows that it is at work
   */
  public AttemptFiles(
      Store store,
      StorePath directory,
      OpenLimits limits,
      long expectedBytes,
      Descriptors descriptors,
      BooleanSupplier wanted) {
    this.store = store;
    this.directory = directory;
    this.descriptors = descriptors;
    this.wanted = wanted;
    this.room = new Room(limits, descriptors, new Spill(this, limits.runs()));
    this.expectedBytes = expectedBytes;
  }

  /** What the files may take. */
  Room room() {
    return room;
  }

  /** Makes files of all records that were spilled, once every series of records has ended. */
  public void merge() throws IOException {
    room.merge();
  }

  /** The next path for a data file, for example {@code data/000017.avro}. */
  private StorePath next(String extension) {
    return Layout.stagedData(directory)
        .child(String.format(Locale.ROOT, "%06d%s", ++files, extension));
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
      room.ranOut();
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
  public OutputStream createSmall(String name) throws IOException {
    return create(directory.child(name));
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
  void requireWanted() throws CancelledException {
    if (!wanted.getAsBoolean()) {
      throw new CancelledException();
    }
  }

  /** The attempt was cancelled while it wrote. */
  public static final class CancelledException extends IOException {
    private static final long serialVersionUID = 1;

    public CancelledException() {
      super("the task attempt was cancelled");
    }
  }

  /** What the user should know of the files of the attempt. */
  public List<String> notices() {
    return room.shortage().map(List::of).orElseGet(List::of);
  }

  /** Gives up what a failed attempt has left open; does nothing after one that has finished. */
  @Override
  public void close() {
    for (AttemptFile file : List.copyOf(open)) {
      try {
        file.close();
      } catch (IOException | RuntimeException e) {
        LOG.debug("a file cannot be closed", e);
      }
    }
  }

  /** A file holds no descriptor any more. */
  void ended(AttemptFile file) {
    open.remove(file);
  }

  void wrote(int count) {
    bytes += count;
  }

  /** What happened where, after so many bytes of the file. */
  StagingException failed(StorePath path, long length, IOException e) {
    return StagingException.at(path, length, bytes, expectedBytes, freeBytes(), e);
  }

  private Optional<Long> freeBytes() {
    try {
      return store.freeBytes(directory);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
