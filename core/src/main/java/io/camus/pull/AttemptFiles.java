package io.camus.pull;

import io.camus.commit.Layout;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The directory of one task attempt: numbers its files and bounds how many data files and dead
 * letter files are open at once and what memory they take, whatever the number of partitions, hours
 * and schemas.
 */
final class AttemptFiles implements AutoCloseable {
  private final Store store;
  private final StorePath directory;
  private final OpenLimits limits;
  private final List<OpenFile> open = new ArrayList<>();
  private final Set<Tracked> streams = new HashSet<>();
  private long files;
  private long uses;

  /**
   * @param directory the attempt's own
   * @param limits of the open files
   */
  AttemptFiles(Store store, StorePath directory, OpenLimits limits) throws IOException {
    this.store = store;
    this.directory = directory;
    this.limits = limits;
    store.makeDirectories(Layout.stagedData(directory));
  }

  /** The next path for a data file, for example {@code data/000017.avro}. */
  StorePath next(String extension) {
    return Layout.stagedData(directory)
        .child(String.format(Locale.ROOT, "%06d%s", ++files, extension));
  }

  OutputStream create(StorePath path) throws IOException {
    Tracked stream = new Tracked(store.create(path));
    streams.add(stream);
    return stream;
  }

  /** One of the small files that go to the history, for example {@code counts-00003.json}. */
  OutputStream createSmall(String name) throws IOException {
    return create(directory.child(name));
  }

  /**
   * Makes room for one more open file, of this memory: finishes those that were not written to for
   * longest.
   */
  void makeRoom(long memory) throws IOException {
    open.removeIf(file -> !file.isOpen());
    long free = limits.bytes() - memory(open);
    while (!open.isEmpty() && (open.size() >= limits.files() || memory > free)) {
      OpenFile idle = idle(open);
      free += idle.memory();
      idle.close();
      open.remove(idle);
    }
  }

  /** Makes room after a file has come to take more memory; it stays open itself. */
  void makeRoomBeside(OpenFile grown) throws IOException {
    open.remove(grown);
    try {
      makeRoom(grown.memory());
    } finally {
      open.add(grown);
    }
  }

  private static long memory(List<OpenFile> files) {
    return files.stream().mapToLong(OpenFile::memory).sum();
  }

  private static OpenFile idle(List<OpenFile> files) {
    return files.stream().min(Comparator.comparingLong(OpenFile::lastUse)).orElseThrow();
  }

  /** A number that grows with every append of the task. */
  long nextUse() {
    return ++uses;
  }

  /** Closes what a failed attempt has left open; does nothing after one that has finished. */
  @Override
  public void close() {
    for (Tracked stream : List.copyOf(streams)) {
      try {
        stream.close();
      } catch (IOException e) {
        // The attempt has failed already, and nobody will read the file.
      }
    }
  }

  /** A stream that is known until it is closed. */
  private final class Tracked extends FilterOutputStream {
    Tracked(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (streams.remove(this)) {
        out.close();
      }
    }
  }

  /** Counts a file among the open ones. */
  void opened(OpenFile file) {
    open.add(file);
  }
}
