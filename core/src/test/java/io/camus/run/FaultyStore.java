package io.camus.run;

import io.camus.spi.StorePath;
import io.camus.store.FileSystemStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A store that lets faults happen at its calls. The close of a file is a call of its own: only then
 * its content is there. A put is the calls that it is made of.
 */
final class FaultyStore extends FileSystemStore {
  private final FileSystemStore store;
  private final Faults faults;

  /** Tells what happens at a call. */
  interface Schedule {
    /**
     * What happens at one call.
     *
     * @param change index of the call among those that change something, from 0; -1 for a look
     * @param path what the call is about; the target of a rename
     */
    Optional<Fault> next(int change, StorePath path);

    /** One fault, at one of the calls that change something; -1 for none. */
    static Schedule once(int faultAt, Fault fault) {
      return (change, path) ->
          change >= 0 && change == faultAt ? Optional.of(fault) : Optional.empty();
    }
  }

  /** What happens at the call. */
  enum Fault {
    /** The process dies before the call takes effect. */
    CRASH_BEFORE,
    /** The process dies after the call took effect. */
    CRASH_AFTER,
    /** The call takes effect and fails all the same. */
    AMBIGUOUS,
    /** The call fails and does nothing. */
    FAILS,
    /** A rename by link and unlink is cut in half: both names are there, the process is dead. */
    HALF_A_RENAME,
    /** Somebody else does something before the call takes effect. */
    MEANWHILE
  }

  /** The process is dead. */
  static final class CrashError extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Lets one fault happen, see {@link Schedule#once}. */
  FaultyStore(FileSystemStore store, int faultAt, Fault fault, Runnable meanwhile) {
    this(store, Schedule.once(faultAt, fault), meanwhile);
  }

  /**
   * @param meanwhile what another process does
   */
  FaultyStore(FileSystemStore store, Schedule schedule, Runnable meanwhile) {
    this.store = store;
    this.faults = new Faults(schedule, meanwhile);
  }

  @Override
  public String temporaryName() {
    return store.temporaryName();
  }

  int calls() {
    return faults.changes();
  }

  @Override
  public void makeDirectories(StorePath directory) throws IOException {
    faults.change(directory, () -> store.makeDirectories(directory));
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    return new FilterOutputStream(faults.change(file, () -> store.create(file))) {
      private boolean closed;

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        faults.requireAlive();
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          faults.change(file, super::close);
        }
      }
    };
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    return faults.look(file, () -> store.open(file));
  }

  @Override
  public Optional<Child> find(StorePath path) throws IOException {
    return faults.look(path, () -> store.find(path));
  }

  @Override
  public List<Child> children(StorePath directory) throws IOException {
    return faults.look(directory, () -> store.children(directory));
  }

  @Override
  public void rename(StorePath from, StorePath to) throws IOException {
    faults.change(
        to,
        () -> {
          store.rename(from, to);
          return null;
        },
        () -> {
          byte[] content = read(from);
          try (OutputStream out = store.create(to)) {
            out.write(content);
          }
        });
  }

  private byte[] read(StorePath file) throws IOException {
    try (InputStream in = store.open(file)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void delete(StorePath path) throws IOException {
    faults.change(path, () -> store.delete(path));
  }

  @Override
  public void deleteAll(StorePath directory) throws IOException {
    faults.change(directory, () -> store.deleteAll(directory));
  }
}
