package io.camus.staging;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The files of one task attempt: their directory, and the {@link Room} for them. */
public final class AttemptFiles implements AutoCloseable {
  private final AttemptDirectory directory;
  private final Room room;

  /**
   * @param path the directory of the attempt
   * @param limits of the open files and the waiting records
   * @param expectedBytes bytes that the attempt is expected to read
   * @param wanted whether the attempt continues; calling it also reports activity
   */
  public AttemptFiles(
      Store store,
      StorePath path,
      OpenLimits limits,
      long expectedBytes,
      Descriptors descriptors,
      BooleanSupplier wanted) {
    this.directory =
        new AttemptDirectory(store, path, expectedBytes, descriptors, wanted, this::ranOut);
    this.room = new Room(limits, descriptors, new Spill(directory, limits.runs()));
  }

  private void ranOut() throws IOException {
    room.ranOut();
  }

  AttemptDirectory directory() {
    return directory;
  }

  /** The limits of the files. */
  Room room() {
    return room;
  }

  /** One of the small files that go to the history, for example {@code counts-00003.json}. */
  public OutputStream createSmall(String name) throws IOException {
    return directory.createSmall(name);
  }

  /** Writes files from all spilled records, after every series has ended. */
  public void merge() throws IOException {
    room.merge();
  }

  /** Notices about the files of the attempt. */
  public List<String> notices() {
    return room.shortage().map(List::of).orElseGet(List::of);
  }

  /** Abandons the open files of a failed attempt; does nothing after a finished one. */
  @Override
  public void close() {
    directory.close();
  }
}
