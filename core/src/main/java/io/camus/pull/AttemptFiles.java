package io.camus.pull;

import io.camus.commit.Layout;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of one task attempt: numbers its files, and knows the {@link Room} for them. */
final class AttemptFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptFiles.class);

  private final Store store;
  private final StorePath directory;
  private final Descriptors descriptors;
  private final TaskProgress progress;
  private final Room room;
  private final Set<Tracked> streams = new HashSet<>();
  private final long expectedBytes;
  private long files;
  private long bytes;

  /**
   * @param directory the attempt's own
   * @param limits of the open files and of records that wait for one
   * @param expectedBytes what the attempt is expected to read
   */
  AttemptFiles(
      Store store,
      StorePath directory,
      OpenLimits limits,
      long expectedBytes,
      Descriptors descriptors,
      TaskProgress progress)
      throws IOException {
    this.store = store;
    this.directory = directory;
    this.descriptors = descriptors;
    this.progress = progress;
    this.room = new Room(limits, descriptors, new Spill(this, limits.runs()));
    this.expectedBytes = expectedBytes;
    try {
      store.makeDirectories(Layout.stagedData(directory));
    } catch (IOException e) {
      throw StagingException.at(directory, e);
    }
  }

  /** What the files may take. */
  Room room() {
    return room;
  }

  /** The next path for a data file, for example {@code data/000017.avro}. */
  StorePath next(String extension) {
    return Layout.stagedData(directory)
        .child(String.format(Locale.ROOT, "%06d%s", ++files, extension));
  }

  /** The next path for a run file of the spill, which goes with the staged data. */
  StorePath nextRun() {
    return next(".spill");
  }

  /**
   * Starts a file. If the process has no descriptor left, other files end for it.
   *
   * @throws IOException if the store fails, or if there is no descriptor even so
   */
  OutputStream create(StorePath path) throws IOException {
    try {
      return track(path);
    } catch (IOException e) {
      if (!descriptors.ranOut(e)) {
        throw StagingException.at(path, e);
      }
      room.ranOut();
      try {
        store.delete(path);
        return track(path);
      } catch (IOException again) {
        again.addSuppressed(e);
        throw StagingException.at(path, descriptors.explain(again));
      }
    }
  }

  private OutputStream track(StorePath path) throws IOException {
    Tracked stream = new Tracked(path, store.create(path));
    streams.add(stream);
    return stream;
  }

  /** One of the small files that go to the history, for example {@code counts-00003.json}. */
  OutputStream createSmall(String name) throws IOException {
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

  /** Deletes a file of no use; what cannot be deleted goes with the attempt. */
  void discard(StorePath path) {
    try {
      store.delete(path);
    } catch (IOException e) {
      LOG.debug("{} cannot be deleted", path, e);
    }
  }

  /** Shows that the attempt is at work where no record comes for long. */
  void requireWanted() throws CancelledException {
    progress.pulled(0, 0);
    if (progress.cancelled()) {
      throw new CancelledException();
    }
  }

  /** The attempt was cancelled while it wrote. */
  static final class CancelledException extends IOException {
    private static final long serialVersionUID = 1;

    CancelledException() {
      super("the task attempt was cancelled");
    }
  }

  /** What the user should know of the files of the attempt. */
  List<String> notices() {
    return room.shortage().map(List::of).orElseGet(List::of);
  }

  /** Closes what a failed attempt has left open; does nothing after one that has finished. */
  @Override
  public void close() {
    for (Tracked stream : List.copyOf(streams)) {
      stream.closeQuietly();
    }
  }

  /** A stream that is known until it is closed, and tells what the store fails at. */
  private final class Tracked extends FilterOutputStream {
    private final StorePath path;
    private long length;

    Tracked(StorePath path, OutputStream out) {
      super(out);
      this.path = path;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] content, int offset, int count) throws IOException {
      try {
        out.write(content, offset, count);
      } catch (IOException e) {
        throw failed(e);
      }
      length += count;
      bytes += count;
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw failed(e);
      }
    }

    @Override
    public void close() throws IOException {
      if (streams.remove(this)) {
        try {
          out.close();
        } catch (IOException e) {
          throw failed(e);
        }
      }
    }

    /** Closes a file that nothing will read. */
    void closeQuietly() {
      try {
        close();
      } catch (IOException | RuntimeException e) {
        LOG.debug("{} cannot be closed", path, e);
      }
    }

    private StagingException failed(IOException e) {
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
}
