package io.camus.store;

import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A store on top of another one: changes are kept in memory, the store below is only read. Code
 * that changes things shows here what it would do, and does nothing.
 *
 * <p>What it cannot show is what the store below would have refused for want of rights or space.
 */
public final class OverlayStore implements Store {
  private static final Pattern ROOT = Pattern.compile("/|[^/]+://[^/]*");

  private final Store below;
  private final InstantSource clock;
  private final PutByRename puts = new PutByRename(this);

  /** What was made here, by its path now. */
  private final TreeMap<StorePath, Node> made = new TreeMap<>();

  /** Paths at and under which nothing of the store below can be seen any more. */
  private final Set<StorePath> covered = new HashSet<>();

  /** Something that was made here. */
  private sealed interface Node {}

  private record Directory(Entry entry) implements Node {}

  /** A file of the store below, by the path that it has there. */
  private record Moved(Entry original) implements Node {}

  private record Written(Buffer content) implements Node {}

  public OverlayStore(Store below, InstantSource clock) {
    this.below = below;
    this.clock = clock;
  }

  /** The bytes of a file that was written here. */
  private final class Buffer extends ByteArrayOutputStream {
    private final Instant begun = clock.instant();
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
  public synchronized void makeDirectories(StorePath directory) throws IOException {
    Optional<Entry> present = stat(directory);
    if (present.isEmpty()) {
      makeDirectories(directory.parent());
      made.put(directory, new Directory(new Entry(directory, true, 0, clock.instant())));
    } else if (!present.get().directory()) {
      throw new FileAlreadyExistsException(directory.value());
    }
  }

  @Override
  public synchronized OutputStream create(StorePath file) throws IOException {
    requireFree(file);
    Buffer content = new Buffer();
    made.put(file, new Written(content));
    return content;
  }

  @Override
  public synchronized InputStream open(StorePath file) throws IOException {
    Node node = made.get(file);
    if (node instanceof Written written) {
      return new ByteArrayInputStream(written.content().toByteArray());
    }
    if (node instanceof Moved moved) {
      return below.open(moved.original().path());
    }
    if (node != null || isCovered(file)) {
      throw new NoSuchFileException(file.value());
    }
    return below.open(file);
  }

  @Override
  public synchronized Optional<Entry> stat(StorePath path) throws IOException {
    if (ROOT.matcher(path.value()).matches()) {
      return Optional.of(new Entry(path, true, 0, clock.instant()));
    }
    Node node = made.get(path);
    if (node != null) {
      return Optional.of(entry(path, node));
    }
    return isCovered(path) ? Optional.empty() : below.stat(path);
  }

  @Override
  public synchronized List<Entry> list(StorePath directory) throws IOException {
    Optional<Entry> present = stat(directory);
    if (present.isEmpty()) {
      return List.of();
    }
    if (!present.get().directory()) {
      throw new NotDirectoryException(directory.value());
    }
    List<Entry> entries = new ArrayList<>();
    if (!isCovered(directory)) {
      for (Entry entry : below.list(directory)) {
        if (!made.containsKey(entry.path()) && !covered.contains(entry.path())) {
          entries.add(entry);
        }
      }
    }
    for (Map.Entry<StorePath, Node> node : made.entrySet()) {
      if (node.getKey().parent().equals(directory)) {
        entries.add(entry(node.getKey(), node.getValue()));
      }
    }
    entries.sort(Comparator.comparing(entry -> entry.path().name()));
    return List.copyOf(entries);
  }

  @Override
  public synchronized void rename(StorePath from, StorePath to) throws IOException {
    Entry source = stat(from).orElseThrow(() -> new NoSuchFileException(from.value()));
    if (source.directory()) {
      throw new IOException(from + " is a directory");
    }
    requireFree(to);
    Node node = made.remove(from);
    made.put(to, node == null ? new Moved(source) : node);
    covered.add(from);
  }

  @Override
  public synchronized void delete(StorePath path) throws IOException {
    Optional<Entry> present = stat(path);
    if (present.isPresent()) {
      if (present.get().directory() && !list(path).isEmpty()) {
        throw new DirectoryNotEmptyException(path.value());
      }
      made.remove(path);
      covered.add(path);
    }
  }

  @Override
  public Optional<Long> quotaBytes(StorePath directory) throws IOException {
    return below.quotaBytes(directory);
  }

  @Override
  public Optional<Long> freeBytes(StorePath directory) throws IOException {
    return below.freeBytes(directory);
  }

  @Override
  public synchronized void deleteTree(StorePath directory) {
    made.keySet().removeIf(path -> path.equals(directory) || isBelow(path, directory));
    covered.add(directory);
  }

  private void requireFree(StorePath file) throws IOException {
    Optional<Entry> parent = stat(file.parent());
    if (parent.isEmpty()) {
      throw new NoSuchFileException(file.parent().value());
    }
    if (!parent.get().directory()) {
      throw new NotDirectoryException(file.parent().value());
    }
    if (stat(file).isPresent()) {
      throw new FileAlreadyExistsException(file.value());
    }
  }

  private boolean isCovered(StorePath path) {
    for (StorePath at = path; ; at = at.parent()) {
      if (covered.contains(at)) {
        return true;
      }
      if (ROOT.matcher(at.value()).matches()) {
        return false;
      }
    }
  }

  private static boolean isBelow(StorePath path, StorePath directory) {
    String prefix = directory.value().equals("/") ? "/" : directory.value() + "/";
    return path.value().startsWith(prefix);
  }

  private static Entry entry(StorePath path, Node node) {
    if (node instanceof Directory directory) {
      return directory.entry();
    }
    if (node instanceof Moved moved) {
      return new Entry(path, false, moved.original().length(), moved.original().modified());
    }
    Buffer content = ((Written) node).content();
    return new Entry(path, false, content.size(), content.begun);
  }
}
