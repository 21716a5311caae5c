package io.camus.run;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * A store that counts the calls which change something and lets a fault happen at one of them. The
 * close of a file is a call of its own: only then its content is there.
 */
final class FaultyStore implements Store {
  private final Store store;
  private final int faultAt;
  private final Fault fault;
  private final Runnable meanwhile;

  private int calls;
  private boolean crashed;

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
    /** Somebody else does something before the call takes effect. */
    MEANWHILE
  }

  /** The process is dead. */
  static final class CrashError extends Error {
    private static final long serialVersionUID = 1;
  }

  /**
   * @param faultAt index of the call, from 0; -1 for none
   * @param meanwhile what somebody else does
   */
  FaultyStore(Store store, int faultAt, Fault fault, Runnable meanwhile) {
    this.store = store;
    this.faultAt = faultAt;
    this.fault = fault;
    this.meanwhile = meanwhile;
  }

  int calls() {
    return calls;
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private void change(Call<Void> call) throws IOException {
    checkAlive();
    if (calls++ != faultAt) {
      call.run();
      return;
    }
    switch (fault) {
      case CRASH_BEFORE -> {
        crashed = true;
        throw new CrashError();
      }
      case CRASH_AFTER -> {
        call.run();
        crashed = true;
        throw new CrashError();
      }
      case AMBIGUOUS -> {
        call.run();
        throw new IOException("timed out, but took effect");
      }
      case FAILS -> throw new IOException("did not take effect");
      case MEANWHILE -> {
        meanwhile.run();
        call.run();
      }
    }
  }

  private void checkAlive() {
    if (crashed) {
      throw new CrashError();
    }
  }

  @Override
  public void makeDirectories(StorePath directory) throws IOException {
    change(
        () -> {
          store.makeDirectories(directory);
          return null;
        });
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    OutputStream[] out = new OutputStream[1];
    change(
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
    checkAlive();
    return store.open(file);
  }

  @Override
  public Optional<Entry> stat(StorePath path) throws IOException {
    checkAlive();
    return store.stat(path);
  }

  @Override
  public List<Entry> list(StorePath directory) throws IOException {
    checkAlive();
    return store.list(directory);
  }

  @Override
  public void rename(StorePath from, StorePath to) throws IOException {
    change(
        () -> {
          store.rename(from, to);
          return null;
        });
  }

  @Override
  public void delete(StorePath path) throws IOException {
    change(
        () -> {
          store.delete(path);
          return null;
        });
  }

  @Override
  public void deleteTree(StorePath directory) throws IOException {
    change(
        () -> {
          store.deleteTree(directory);
          return null;
        });
  }
}
