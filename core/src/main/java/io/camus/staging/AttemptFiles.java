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
   * @param limits of the open files and of records that wait for one
   * @param expectedBytes what the attempt is expected to read
   * @param wanted whether the attempt goes on; asking shows that it is at work
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

  /** What the files may take. */
  Room room() {
    return room;
  }

  /** One of the small files that go to the history, for example {@code counts-00003.json}. */
  public OutputStream createSmall(String name) throws IOException {
    return directory.createSmall(name);
  }

  /** Makes files of all records that were spilled, once every series of records has ended. */
  public void merge() throws IOException {
    room.merge();
  }

  /** What the user should know of the files of the attempt. */
  public List<String> notices() {
    return room.shortage().map(List::of).orElseGet(List::of);
  }

  /** Gives up what a failed attempt has left open; does nothing after one that has finished. */
  @Override
  public void close() {
    directory.close();
  }
}
