package io.camus.store;

import io.camus.model.ShortNames;
import io.camus.spi.StorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A strict store in memory, with HDFS's habits: a file shows in listings as soon as it is created,
 * with no bytes until it is closed. A writer that is never closed, as after a crash, leaves an
 * empty file. Its root is {@code /} or whatever the first path says.
 */
public final class MemoryStore extends FileSystemStore {
  private final Clock clock;
  private final int nameBytes;
  private final NavigableMap<String, Node> nodes = new TreeMap<>();
  private int temporaries;

  /**
   * An empty store.
   *
   * @param clock tells the time of modification
   */
  public MemoryStore(Clock clock) {
    this(clock, ShortNames.MAX_BYTES);
  }

  /**
   * An empty store with a limit of its own, as an HDFS may have.
   *
   * @param nameBytes the bytes that a name may have
   */
  public MemoryStore(Clock clock, int nameBytes) {
    this.clock = clock;
    this.nameBytes = nameBytes;
  }

  private static final class Node {
    private final boolean directory;
    private byte[] content = new byte[0];
    private Instant modified;

    private Node(boolean directory, Instant modified) {
      this.directory = directory;
      this.modified = modified;
    }
  }

  /** All files with their content; a file that is being written has none yet. */
  public synchronized SortedMap<StorePath, byte[]> files() {
    SortedMap<StorePath, byte[]> files = new TreeMap<>();
    nodes.forEach(
        (path, node) -> {
          if (!node.directory) {
            files.put(new StorePath(path), node.content.clone());
          }
        });
    return files;
  }

  /** The same in every history. */
  @Override
  public synchronized String temporaryName() {
    return String.format(Locale.ROOT, "%06d", ++temporaries);
  }

  @Override
  public synchronized void makeDirectories(StorePath directory) throws IOException {
    Node there = node(directory);
    if (there == null) {
      checkName(directory);
      makeDirectories(directory.parent());
      nodes.put(directory.value(), new Node(true, clock.instant()));
    } else if (!there.directory) {
      throw new FileAlreadyExistsException(directory.value());
    }
  }

  @Override
  public synchronized OutputStream create(StorePath file) throws IOException {
    checkFree(file);
    Node node = new Node(false, clock.instant());
    nodes.put(file.value(), node);
    return new Writer(file, node);
  }

  @Override
  public synchronized InputStream open(StorePath file) throws IOException {
    return new ByteArrayInputStream(existingFile(file).content);
  }

  @Override
  public synchronized Optional<Child> find(StorePath path) throws IOException {
    checkName(path);
    return Optional.ofNullable(node(path)).map(node -> child(path, node));
  }

  @Override
  public synchronized List<Child> children(StorePath directory) throws IOException {
    Node there = node(directory);
    if (there != null && !there.directory) {
      throw new NotDirectoryException(directory.value());
    }
    List<Child> entries = new ArrayList<>();
    below(directory)
        .forEach(
            (key, node) -> {
              StorePath path = new StorePath(key);
              if (path.parent().equals(directory)) {
                entries.add(child(path, node));
              }
            });
    return entries;
  }

  @Override
  public synchronized void rename(StorePath from, StorePath to) throws IOException {
    Node node = existingFile(from);
    checkFree(to);
    nodes.remove(from.value());
    nodes.put(to.value(), node);
  }

  @Override
  public synchronized void delete(StorePath path) throws IOException {
    if (!below(path).isEmpty()) {
      throw new DirectoryNotEmptyException(path.value());
    }
    nodes.remove(path.value());
  }

  @Override
  public synchronized void deleteAll(StorePath directory) {
    below(directory).clear();
    nodes.remove(directory.value());
  }

  private Node node(StorePath path) {
    return path.parent().equals(path) ? new Node(true, Instant.EPOCH) : nodes.get(path.value());
  }

  private Node existingFile(StorePath file) throws IOException {
    Node node = node(file);
    if (node == null) {
      throw new NoSuchFileException(file.value());
    }
    if (node.directory) {
      throw new IOException(file + " is a directory");
    }
    return node;
  }

  /** As the local file system does; HDFS looks at names only where something is made. */
  private void checkName(StorePath path) throws IOException {
    if (ShortNames.bytes(path.name()) > nameBytes) {
      throw new FileSystemException(path.value(), null, "File name too long");
    }
  }

  private void checkFree(StorePath file) throws IOException {
    checkName(file);
    Node parent = node(file.parent());
    if (parent == null) {
      throw new NoSuchFileException(file.parent().value());
    }
    if (!parent.directory) {
      throw new NotDirectoryException(file.parent().value());
    }
    if (node(file) != null) {
      throw new FileAlreadyExistsException(file.value());
    }
  }

  /** A live view of all that lies below a path, at any depth. */
  private NavigableMap<String, Node> below(StorePath path) {
    String stem = path.value().equals("/") ? "" : path.value();
    // '0' is the character after '/'.
    return nodes.subMap(stem + "/", false, stem + "0", false);
  }

  private static Child child(StorePath path, Node node) {
    return new Child(path, node.directory, node.content.length, node.modified);
  }

  private final class Writer extends OutputStream {
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final StorePath file;
    private final Node node;
    private boolean open = true;

    private Writer(StorePath file, Node node) {
      this.file = file;
      this.node = node;
    }

    @Override
    public void write(int b) throws IOException {
      checkThere();
      buffer.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      checkThere();
      buffer.write(bytes, from, length);
    }

    /** HDFS answers with an exception of its own. */
    private void checkThere() throws IOException {
      synchronized (MemoryStore.this) {
        if (!nodes.containsValue(node)) {
          throw new IOException(
              "RemoteException(FileNotFoundException): File does not exist: "
                  + file
                  + " Holder DFSClient_1 does not have any open files.");
        }
      }
    }

    @Override
    public void close() throws IOException {
      if (!open) {
        return;
      }
      open = false;
      synchronized (MemoryStore.this) {
        checkThere();
        node.content = buffer.toByteArray();
        node.modified = clock.instant();
      }
    }
  }
}
