package io.camus.store;

import io.camus.spi.Content;
import io.camus.spi.Receipt;
import io.camus.spi.Staged;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A store on top of another one for dry runs: changes are kept in memory, and the store below is
 * only read.
 *
 * <p>It does not detect what the store below would refuse for lack of permissions or space.
 */
public final class OverlayStore implements Store {
  private final Store below;
  private final InstantSource clock;

  /** Files put or published here. */
  private final NavigableMap<StorePath, Made> made = new TreeMap<>();

  /**
   * Files staged here, by their scratch paths, which are their tokens; without content until they
   * are finished.
   */
  private final NavigableMap<StorePath, byte[]> staged = new TreeMap<>();

  /** Paths at and below which the store below is hidden. */
  private final Set<StorePath> covered = new HashSet<>();

  /** Staged files of the store below that were published or discarded here. */
  private final Set<Receipt> gone = new HashSet<>();

  /** A file created here. */
  private record Made(long length, Instant modified, Source content) {
    Entry at(StorePath path) {
      return new Entry(path, length, modified);
    }
  }

  private interface Source {
    InputStream open() throws IOException;
  }

  public OverlayStore(Store below, InstantSource clock) {
    this.below = below;
    this.clock = clock;
  }

  private Made written(byte[] content) {
    return new Made(content.length, clock.instant(), () -> new ByteArrayInputStream(content));
  }

  @Override
  public void putIfAbsent(StorePath path, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(bytes);
    make(path, written(bytes.toByteArray()));
  }

  private synchronized void make(StorePath path, Made file) throws IOException {
    if (stat(path).isPresent()) {
      throw new FileAlreadyExistsException(path.value());
    }
    made.put(path, file);
  }

  /** Ignores temporary files of the store below. */
  @Override
  public void sweep(StorePath directory, Instant before) {}

  @Override
  public synchronized Staged stage(StorePath name, StorePath scratch) {
    staged.put(scratch, new byte[0]);
    return new MemoryFile(scratch);
  }

  @Override
  public synchronized void publish(Receipt receipt) throws IOException {
    byte[] content = staged.get(new StorePath(receipt.token()));
    if (content == null) {
      Waiting waiting = look(receipt).orElseThrow(() -> new NoSuchFileException(receipt.token()));
      make(
          receipt.destination(),
          new Made(waiting.length(), clock.instant(), () -> openWaiting(receipt)));
    } else {
      make(receipt.destination(), written(content));
    }
    discard(receipt);
  }

  private InputStream openWaiting(Receipt receipt) throws IOException {
    StorePath path =
        below
            .look(receipt)
            .flatMap(Waiting::path)
            .orElseThrow(() -> new NoSuchFileException(receipt.token()));
    return below.open(path);
  }

  @Override
  public synchronized Optional<Waiting> look(Receipt receipt) throws IOException {
    byte[] content = staged.get(new StorePath(receipt.token()));
    if (content != null) {
      return Optional.of(new Waiting(content.length, Optional.empty()));
    }
    return gone.contains(receipt)
        ? Optional.empty()
        : below.look(receipt).filter(waiting -> waiting.path().filter(this::isCovered).isEmpty());
  }

  @Override
  public synchronized void discard(Receipt receipt) {
    if (staged.remove(new StorePath(receipt.token())) == null) {
      gone.add(receipt);
    }
  }

  @Override
  public synchronized InputStream open(StorePath file) throws IOException {
    Made here = made.get(file);
    if (here != null) {
      return here.content().open();
    }
    if (isCovered(file)) {
      throw new NoSuchFileException(file.value());
    }
    return below.open(file);
  }

  @Override
  public synchronized Optional<Entry> stat(StorePath path) throws IOException {
    Made here = made.get(path);
    if (here != null) {
      return Optional.of(here.at(path));
    }
    return isCovered(path) ? Optional.empty() : below.stat(path);
  }

  /** All in one page: dry runs list nothing large. */
  @Override
  public synchronized List<Entry> list(StorePath path, String after) throws IOException {
    List<Entry> page = new ArrayList<>();
    if (after.isEmpty()) {
      below.forEach(
          path,
          file -> {
            if (!made.containsKey(file.path()) && !isCovered(file.path())) {
              page.add(file);
            }
          });
      made.forEach(
          (at, file) -> {
            if (at.equals(path) || isBelow(at, path)) {
              page.add(file.at(at));
            }
          });
    }
    return page;
  }

  @Override
  public synchronized List<String> names(StorePath directory) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String name : below.names(directory)) {
      if (!isCovered(directory.child(name))) {
        names.add(name);
      }
    }
    for (StorePath path : made.keySet()) {
      if (isBelow(path, directory)) {
        names.add(path.value().substring(prefix(directory).length()).split("/", 2)[0]);
      }
    }
    return List.copyOf(names);
  }

  @Override
  public synchronized void delete(StorePath path) throws IOException {
    if (made.remove(path) == null && hasFilesBelow(path)) {
      throw new DirectoryNotEmptyException(path.value());
    }
    covered.add(path);
  }

  private boolean hasFilesBelow(StorePath path) throws IOException {
    try {
      return !names(path).isEmpty();
    } catch (NotDirectoryException e) {
      return false;
    }
  }

  @Override
  public synchronized void deleteAll(StorePath path) {
    Stream.of(made, staged)
        .forEach(files -> files.keySet().removeIf(at -> at.equals(path) || isBelow(at, path)));
    covered.add(path);
  }

  @Override
  public Optional<Long> quotaBytes(StorePath directory) throws IOException {
    return below.quotaBytes(directory);
  }

  @Override
  public Optional<Long> freeBytes(StorePath directory) throws IOException {
    return below.freeBytes(directory);
  }

  private boolean isCovered(StorePath path) {
    return covered.stream().anyMatch(it -> it.equals(path) || isBelow(path, it));
  }

  private static boolean isBelow(StorePath path, StorePath directory) {
    return path.value().startsWith(prefix(directory));
  }

  private static String prefix(StorePath directory) {
    return directory.value().equals("/") ? "/" : directory.value() + "/";
  }

  /** A staged file; an abandoned one is dropped. */
  private final class MemoryFile extends Staged {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final StorePath scratch;
    private boolean ended;

    MemoryFile(StorePath scratch) {
      this.scratch = scratch;
    }

    @Override
    public void write(int b) {
      content.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      content.write(bytes, offset, length);
    }

    @Override
    public Receipt finish(StorePath wished) throws IOException {
      synchronized (OverlayStore.this) {
        if (staged.replace(scratch, content.toByteArray()) == null) {
          throw new NoSuchFileException(scratch.value());
        }
      }
      ended = true;
      return new Receipt(wished, scratch.value());
    }

    @Override
    public void close() {
      if (!ended) {
        ended = true;
        synchronized (OverlayStore.this) {
          staged.remove(scratch);
        }
      }
    }
  }
}
