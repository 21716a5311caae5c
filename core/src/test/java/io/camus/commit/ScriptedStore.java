package io.camus.commit;

import io.camus.spi.StorePath;
import io.camus.store.FileSystemStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A store where something happens around chosen calls, each time once. */
final class ScriptedStore extends FileSystemStore {
  private final FileSystemStore store;
  private final List<Step> steps = new ArrayList<>();
  private int writes;
  private int opens;

  /** The calls that can be chosen; a rename goes by its target. */
  enum Call {
    CREATE,
    CLOSE,
    OPEN,
    STAT,
    LIST,
    RENAME,
    DELETE
  }

  /** What happens; may fail in the call's place. */
  interface Action {
    void run() throws IOException;
  }

  private record Step(Call call, String ending, boolean after, Action action) {}

  ScriptedStore(FileSystemStore store) {
    this.store = store;
  }

  /** Lets something happen before the next call on a path with this ending. */
  ScriptedStore before(Call call, String ending, Action action) {
    steps.add(new Step(call, ending, false, action));
    return this;
  }

  /** Lets something happen after the next call on a path with this ending took effect. */
  ScriptedStore after(Call call, String ending, Action action) {
    steps.add(new Step(call, ending, true, action));
    return this;
  }

  /** Fails. */
  static Action fail() {
    return () -> {
      throw new IOException("timed out");
    };
  }

  /** Calls that changed something. */
  int writes() {
    return writes;
  }

  /** Files that somebody wanted to read. */
  int opens() {
    return opens;
  }

  private void happen(Call call, StorePath path, boolean after) throws IOException {
    for (Iterator<Step> it = steps.iterator(); it.hasNext(); ) {
      Step step = it.next();
      if (step.call() == call && step.after() == after && path.value().endsWith(step.ending())) {
        it.remove();
        step.action().run();
        return;
      }
    }
  }

  @Override
  public void makeDirectories(StorePath directory) throws IOException {
    writes++;
    store.makeDirectories(directory);
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    writes++;
    happen(Call.CREATE, file, false);
    OutputStream created = store.create(file);
    happen(Call.CREATE, file, true);
    return new FilterOutputStream(created) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        happen(Call.CLOSE, file, false);
        super.close();
        happen(Call.CLOSE, file, true);
      }
    };
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    opens++;
    happen(Call.OPEN, file, false);
    return store.open(file);
  }

  @Override
  public Optional<Child> find(StorePath path) throws IOException {
    happen(Call.STAT, path, false);
    Optional<Child> entry = store.find(path);
    happen(Call.STAT, path, true);
    return entry;
  }

  @Override
  public List<Child> children(StorePath directory) throws IOException {
    happen(Call.LIST, directory, false);
    List<Child> entries = store.children(directory);
    happen(Call.LIST, directory, true);
    return entries;
  }

  @Override
  public void rename(StorePath from, StorePath to) throws IOException {
    writes++;
    happen(Call.RENAME, to, false);
    store.rename(from, to);
    happen(Call.RENAME, to, true);
  }

  @Override
  public void delete(StorePath path) throws IOException {
    writes++;
    happen(Call.DELETE, path, false);
    store.delete(path);
  }

  @Override
  public void deleteAll(StorePath directory) throws IOException {
    writes++;
    happen(Call.DELETE, directory, false);
    store.deleteAll(directory);
  }
}
