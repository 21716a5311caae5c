package io.camus.objectstore;

import io.camus.spi.StorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Strict objects in memory: small pages, no rename, no directories, and no part that is kept after
 * its upload has ended.
 */
public final class MemoryObjects implements ObjectClient {
  private static final int PAGE = 5;

  private final InstantSource clock;
  private final NavigableMap<String, StoredObject> objects = new TreeMap<>();
  private final NavigableMap<String, Upload> uploads = new TreeMap<>();
  private int created;

  private static final class StoredObject {
    private final byte[] content;
    private final Head head;

    StoredObject(byte[] content, Instant modified, Map<String, String> metadata) {
      this.content = content;
      this.head = new Head(content.length, modified, metadata);
    }
  }

  private record Upload(
      String key,
      Map<String, String> metadata,
      NavigableMap<Integer, byte[]> parts,
      Instant created) {}

  /**
   * None yet.
   *
   * @param clock tells the time of modification
   */
  public MemoryObjects(InstantSource clock) {
    this.clock = clock;
  }

  /** All objects with their content. */
  public synchronized SortedMap<StorePath, byte[]> objects() {
    SortedMap<StorePath, byte[]> all = new TreeMap<>();
    objects.forEach((key, object) -> all.put(new StorePath(key), object.content.clone()));
    return all;
  }

  /** The keys of the uploads that hold parts. One without a part holds nothing. */
  public synchronized List<StorePath> uploads() {
    return uploads.values().stream()
        .filter(upload -> !upload.parts().isEmpty())
        .map(upload -> new StorePath(upload.key()))
        .sorted()
        .toList();
  }

  @Override
  public synchronized void putIfAbsent(String key, byte[] content) throws IOException {
    requireFree(key);
    objects.put(key, new StoredObject(content.clone(), clock.instant(), Map.of()));
  }

  @Override
  public synchronized InputStream get(String key) throws IOException {
    StoredObject object = objects.get(key);
    if (object == null) {
      throw new NoSuchFileException(key);
    }
    return new ByteArrayInputStream(object.content);
  }

  @Override
  public synchronized Optional<Head> head(String key) {
    return Optional.ofNullable(objects.get(key)).map(it -> it.head);
  }

  @Override
  public synchronized void delete(String key) {
    objects.remove(key);
  }

  @Override
  public synchronized List<Listed> list(String prefix, String after) {
    String from = after.compareTo(prefix) > 0 ? after : prefix;
    return objects.tailMap(from, !from.equals(after)).entrySet().stream()
        .takeWhile(it -> it.getKey().startsWith(prefix))
        .limit(PAGE)
        .map(it -> listed(it.getKey(), it.getValue().head))
        .toList();
  }

  private static Listed listed(String key, Head head) {
    return new Listed(key, head.length(), head.modified());
  }

  @Override
  public synchronized List<String> names(String prefix) {
    return objects.tailMap(prefix).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()).split("/", 2)[0])
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public synchronized String createUpload(String key, Map<String, String> metadata) {
    String id = String.format(Locale.ROOT, "u%06d", ++created);
    uploads.put(id, new Upload(key, Map.copyOf(metadata), new TreeMap<>(), clock.instant()));
    return id;
  }

  @Override
  public synchronized String uploadPart(String key, String upload, int number, PartBuffer content)
      throws IOException {
    byte[] bytes = content.open().readAllBytes();
    existing(key, upload).parts().put(number, bytes);
    return tag(bytes);
  }

  @Override
  public synchronized List<Open> uploads(String prefix) {
    return uploads.entrySet().stream()
        .filter(it -> it.getValue().key().startsWith(prefix))
        .map(it -> new Open(it.getValue().key(), it.getKey(), it.getValue().created()))
        .toList();
  }

  @Override
  public synchronized List<Part> parts(String key, String upload) {
    return Stream.ofNullable(uploads.get(upload))
        .flatMap(it -> it.parts().entrySet().stream())
        .map(part -> new Part(part.getKey(), tag(part.getValue()), part.getValue().length))
        .toList();
  }

  @Override
  public synchronized void complete(String key, String upload, List<String> tags)
      throws IOException {
    Upload it = existing(key, upload);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : named(it, tags)) {
      content.write(part);
    }
    uploads.remove(upload);
    objects.put(key, new StoredObject(content.toByteArray(), clock.instant(), it.metadata()));
  }

  private static List<byte[]> named(Upload upload, List<String> tags) throws IOException {
    if (tags.isEmpty()) {
      throw new IOException("an upload of no parts cannot be completed: " + upload.key());
    }
    List<byte[]> parts = new ArrayList<>();
    for (String tag : tags) {
      byte[] part = upload.parts().get(parts.size() + 1);
      if (part == null || !tag(part).equals(tag)) {
        throw new IOException(
            upload.key() + " has no part " + (parts.size() + 1) + " of tag " + tag);
      }
      parts.add(part);
    }
    return parts;
  }

  @Override
  public synchronized void abort(String key, String upload) {
    uploads.remove(upload);
  }

  private void requireFree(String key) throws IOException {
    if (objects.containsKey(key)) {
      throw new FileAlreadyExistsException(key);
    }
  }

  private Upload existing(String key, String upload) throws IOException {
    Upload there = uploads.get(upload);
    if (there == null || !there.key().equals(key)) {
      throw new NoSuchFileException(key, null, "there is no upload " + upload);
    }
    return there;
  }

  private static String tag(byte[] content) {
    return String.format(Locale.ROOT, "%08x", Arrays.hashCode(content));
  }
}
