package io.camus.store;

import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An object store in memory: keys with whole contents, put on the condition that the key is free.
 * It has no rename, no file that grows, and no directories; a listing shows objects only.
 */
public final class ObjectMemoryStore implements Store {
  private final Clock clock;
  private final NavigableMap<String, StoredObject> objects = new TreeMap<>();

  private static final class StoredObject {
    private final byte[] content;
    private final Instant modified;

    private StoredObject(byte[] content, Instant modified) {
      this.content = content;
      this.modified = modified;
    }
  }

  /**
   * An empty store.
   *
   * @param clock tells the time of modification
   */
  public ObjectMemoryStore(Clock clock) {
    this.clock = clock;
  }

  /**
   * The request is sent when all of the content is known, as a client must that knows no length.
   */
  @Override
  public void putIfAbsent(StorePath path, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(bytes);
    StoredObject object = new StoredObject(bytes.toByteArray(), clock.instant());
    synchronized (this) {
      if (objects.putIfAbsent(path.value(), object) != null) {
        throw new FileAlreadyExistsException(path.value());
      }
    }
  }

  /** A put that does not end leaves nothing. */
  @Override
  public void sweep(StorePath directory, Instant before) {}

  @Override
  public synchronized InputStream open(StorePath file) throws IOException {
    StoredObject object = objects.get(file.value());
    if (object == null) {
      throw new NoSuchFileException(file.value());
    }
    return new ByteArrayInputStream(object.content);
  }

  @Override
  public synchronized Optional<Entry> stat(StorePath path) {
    return Optional.ofNullable(objects.get(path.value())).map(object -> entry(path, object));
  }

  @Override
  public synchronized List<Entry> list(StorePath directory) {
    return below(directory).entrySet().stream()
        .filter(object -> new StorePath(object.getKey()).parent().equals(directory))
        .map(object -> entry(new StorePath(object.getKey()), object.getValue()))
        .toList();
  }

  @Override
  public synchronized void delete(StorePath path) {
    objects.remove(path.value());
  }

  @Override
  public synchronized void deleteTree(StorePath directory) {
    below(directory).clear();
    objects.remove(directory.value());
  }

  @Override
  public void makeDirectories(StorePath directory) {
    throw new UnsupportedOperationException("an object store has no directories");
  }

  @Override
  public OutputStream create(StorePath file) {
    throw new UnsupportedOperationException("an object does not grow");
  }

  @Override
  public void rename(StorePath from, StorePath to) {
    throw new UnsupportedOperationException("an object keeps its key");
  }

  /** A live view of the objects below a path, at any depth. */
  private NavigableMap<String, StoredObject> below(StorePath path) {
    String stem = path.value().equals("/") ? "" : path.value();
    // '0' is the character after '/'.
    return objects.subMap(stem + "/", false, stem + "0", false);
  }

  private static Entry entry(StorePath path, StoredObject object) {
    return new Entry(path, false, object.content.length, object.modified);
  }
}
