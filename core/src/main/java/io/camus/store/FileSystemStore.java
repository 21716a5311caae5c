package io.camus.store;

import io.camus.spi.Content;
import io.camus.spi.Receipt;
import io.camus.spi.Staged;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A store in a file system: put and publish use a rename that refuses to overwrite. A staged file
 * is at its scratch path, which is its receipt's token.
 */
public abstract class FileSystemStore extends FileOperations {
  /** Minimum number of files of a page, which ends with a directory. */
  private static final int PAGE = 1_000;

  /** Another process may delete an empty directory before its first file exists. */
  private static final int TRIES = 5;

  private final PutByRename puts = new PutByRename(this);

  @Override
  public void putIfAbsent(StorePath path, Content content) throws IOException {
    puts.put(path, content);
  }

  @Override
  public void sweep(StorePath directory, Instant before) throws IOException {
    puts.sweep(directory, before);
  }

  @Override
  public Staged stage(StorePath name, StorePath scratch) throws IOException {
    return new ScratchFile(scratch, newFile(scratch));
  }

  private OutputStream newFile(StorePath file) throws IOException {
    try {
      return create(file);
    } catch (NoSuchFileException e) {
      makeDirectories(file.parent());
      return create(file);
    }
  }

  @Override
  public void publish(Receipt receipt) throws IOException {
    StorePath scratch = new StorePath(receipt.token());
    StorePath destination = receipt.destination();
    if (scratch.equals(destination)) {
      return;
    }
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        rename(scratch, destination);
        return;
      } catch (NoSuchFileException e) {
        if (stat(scratch).isEmpty()) {
          throw e;
        }
        makeParent(destination);
      }
    }
    throw new IOException("no directory for " + destination);
  }

  @Override
  public void move(StorePath from, StorePath to) throws IOException {
    publish(new Receipt(to, from.value()));
  }

  /** A file in place of a parent directory does not count as an existing destination. */
  private void makeParent(StorePath destination) throws IOException {
    try {
      makeDirectories(destination.parent());
    } catch (FileAlreadyExistsException e) {
      throw new IOException("cannot create the directory of " + destination, e);
    }
  }

  @Override
  public Optional<Entry> stat(StorePath path) throws IOException {
    return find(path).map(Child::entry);
  }

  @Override
  public Optional<Waiting> look(Receipt receipt) throws IOException {
    StorePath scratch = new StorePath(receipt.token());
    return stat(scratch).map(entry -> new Waiting(entry.length(), Optional.of(scratch)));
  }

  @Override
  public void discard(Receipt receipt) throws IOException {
    delete(new StorePath(receipt.token()));
  }

  @Override
  public List<Entry> list(StorePath path, String after) throws IOException {
    List<Entry> page = new ArrayList<>();
    Optional<Child> present = find(path);
    if (present.isPresent() && !present.get().directory()) {
      if (after.isEmpty()) {
        page.add(present.get().entry());
      }
    } else {
      fill(page, path, after);
    }
    return page;
  }

  /** Adds the files below a directory that come after a path, in the order of their paths. */
  private void fill(List<Entry> page, StorePath directory, String after) throws IOException {
    List<Child> children = new ArrayList<>(children(directory));
    children.sort(Comparator.comparing(Child::key));
    for (Child child : children) {
      boolean later = child.key().compareTo(after) > 0;
      if (!child.directory()) {
        if (later) {
          page.add(child.entry());
        }
      } else if (later || after.startsWith(child.key())) {
        fill(page, child.path(), after);
        if (page.size() >= PAGE) {
          return;
        }
      }
    }
  }

  @Override
  public List<String> names(StorePath directory) throws IOException {
    return children(directory).stream().map(child -> child.path().name()).sorted().toList();
  }

  /** A staged file. */
  private final class ScratchFile extends Staged {
    private final StorePath path;
    private final OutputStream out;
    private boolean ended;

    ScratchFile(StorePath path, OutputStream out) {
      this.path = path;
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public Receipt finish(StorePath wished) throws IOException {
      out.close();
      ended = true;
      return new Receipt(wished, path.value());
    }

    @Override
    public void close() throws IOException {
      if (ended) {
        return;
      }
      ended = true;
      try (out) {
        // Its content is useless.
      } finally {
        delete(path);
      }
    }
  }
}
