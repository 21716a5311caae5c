package io.camus.run;

import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import io.camus.store.MemoryStore;
import io.camus.store.PutByRename;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A store that lets faults happen at its calls. The close of a file is a call of its own: only then
 * its content is there. A put is the calls that it is made of.
 */
final class FaultyStore implements Store {
  private final Store store;
  private final PutByRename puts;
  private final Schedule schedule;
  private final Runnable meanwhile;

  private int calls;
  private boolean crashed;

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
  FaultyStore(MemoryStore store, int faultAt, Fault fault, Runnable meanwhile) {
    this(store, Schedule.once(faultAt, fault), meanwhile);
  }

  /**
   * @param meanwhile what another process does
   */
  FaultyStore(MemoryStore store, Schedule schedule, Runnable meanwhile) {
    this(store, store::temporaryName, schedule, meanwhile);
  }

  /**
   * @param names makes names for temporary files
   * @param meanwhile what another process does
   */
  FaultyStore(Store store, Supplier<String> names, Schedule schedule, Runnable meanwhile) {
    this.store = store;
    this.puts = new PutByRename(this, names);
    this.schedule = schedule;
    this.meanwhile = meanwhile;
  }

  int calls() {
    return calls;
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private void change(StorePath path, Call<Void> call) throws IOException {
    change(path, call, () -> null);
  }

  private void change(StorePath path, Call<Void> call, Call<Void> half) throws IOException {
    checkAlive();
    Optional<Fault> fault = schedule.next(calls++, path);
    if (fault.isEmpty()) {
      call.run();
      return;
    }
    switch (fault.get()) {
      case CRASH_BEFORE -> throw crash();
      case HALF_A_RENAME -> {
        half.run();
        throw crash();
      }
      case CRASH_AFTER -> {
        call.run();
        throw crash();
      }
      case AMBIGUOUS -> {
        call.run();
        throw new IOException("timed out, but took effect");
      }
      case FAILS -> throw new IOException("did not take effect");
      case MEANWHILE -> {
        meanwhile.run();
        checkAlive();
        call.run();
      }
    }
  }

  private <T> T look(StorePath path, Call<T> call) throws IOException {
    checkAlive();
    Optional<Fault> fault = schedule.next(-1, path);
    if (fault.isPresent()) {
      switch (fault.get()) {
        case CRASH_BEFORE, CRASH_AFTER, HALF_A_RENAME -> throw crash();
        case AMBIGUOUS, FAILS -> throw new IOException("no answer");
        case MEANWHILE -> {
          meanwhile.run();
          checkAlive();
        }
      }
    }
    return call.run();
  }

  private CrashError crash() {
    crashed = true;
    return new CrashError();
  }

  private void checkAlive() {
    if (crashed) {
      throw new CrashError();
    }
  }

  @Override
  public void putIfAbsent(StorePath path, Content content) throws IOException {
    puts.put(path, content);
  }

  @Override
  public void sweep(StorePath directory, Instant before) throws IOException {
    puts.sweep(directory, before);
  }

  @Override
  public void makeDirectories(StorePath directory) throws IOException {
    change(
        directory,
        () -> {
          store.makeDirectories(directory);
          return null;
        });
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    OutputStream[] out = new OutputStream[1];
    change(
        file,
        () -> {
          out[0] = store.create(file);
          return null;
        });
    return new FilterOutputStream(out[0]) {
      private boolean closed;

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        checkAlive();
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          change(
              file,
              () -> {
                super.close();
                return null;
              });
        }
      }
    };
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    return look(file, () -> store.open(file));
  }

  @Override
  public Optional<Entry> stat(StorePath path) throws IOException {
    return look(path, () -> store.stat(path));
  }

  @Override
  public List<Entry> list(StorePath directory) throws IOException {
    return look(directory, () -> store.list(directory));
  }

  @Override
  public void rename(StorePath from, StorePath to) throws IOException {
    change(
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
          return null;
        });
  }

  private byte[] read(StorePath file) throws IOException {
    try (InputStream in = store.open(file)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void delete(StorePath path) throws IOException {
    change(
        path,
        () -> {
          store.delete(path);
          return null;
        });
  }

  @Override
  public void deleteTree(StorePath directory) throws IOException {
    change(
        directory,
        () -> {
          store.deleteTree(directory);
          return null;
        });
  }
}
