package io.camus.objectstore;

import io.camus.spi.Content;
import io.camus.spi.Receipt;
import io.camus.spi.Staged;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A store in an object store. A put is one conditional put. A staged file is a multipart upload of
 * its final key; completing the upload publishes the file, without copying a byte.
 *
 * <p>An object beside the scratch path, {@code <scratch>.upload}, points to the upload, so that
 * {@link #deleteAll} finds it. Pointers are in the attempt's own directory, and are deleted when
 * the file is published or discarded. No upload has a part before its pointer exists. If a process
 * dies between the two, it leaves an upload without parts, which cannot be published.
 *
 * <p>To publish, the store looks at the final key first. If it is free, the upload is completed. If
 * not, the mark in the object's metadata shows whether this upload made it. Between this look and
 * the completion, no other program may write the key; its name contains the run.
 */
public final class ObjectStore implements Store {
  private final ObjectClient client;
  private final int partBytes;
  private final PartBuffer.Factory parts;
  private final Supplier<String> marks;

  /**
   * @param partBytes the size of every part but the last
   * @param parts creates the buffer of a staged file
   * @param marks creates unique texts without spaces
   */
  public ObjectStore(
      ObjectClient client, int partBytes, PartBuffer.Factory parts, Supplier<String> marks) {
    this.client = client;
    this.partBytes = partBytes;
    this.parts = parts;
    this.marks = marks;
  }

  /**
   * @param partBytes the size of every part but the last
   * @param spool local directory for the parts of staged files until they are sent
   */
  public ObjectStore(ObjectClient client, int partBytes, Path spool) {
    this(client, partBytes, () -> new SpoolFile(spool), () -> UUID.randomUUID().toString());
  }

  /** Sends the request once all of the content is known. */
  @Override
  public void putIfAbsent(StorePath path, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(bytes);
    client.putIfAbsent(path.value(), bytes.toByteArray());
  }

  /** An unfinished put leaves nothing. */
  @Override
  public void sweep(StorePath directory, Instant before) {}

  @Override
  public Staged stage(StorePath name, StorePath scratch) throws IOException {
    PartBuffer part = parts.create();
    String mark = marks.get();
    String id = client.createUpload(name.value(), Upload.metadata(mark));
    Upload upload = new Upload(name.value(), id, mark, List.of(), scratch.value());
    try {
      client.putIfAbsent(upload.pointer(), upload.pointerContent());
    } catch (IOException e) {
      try {
        client.abort(upload.key(), upload.id());
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    return new UploadedFile(client, upload, part, partBytes);
  }

  /** A failed completion may have taken effect, so it is checked, and tried once more. */
  @Override
  public void publish(Receipt receipt) throws IOException {
    Upload upload = Upload.of(receipt);
    try {
      complete(upload);
    } catch (FileAlreadyExistsException | AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      try {
        complete(upload); // Another publisher of the same file may have been faster.
      } catch (IOException again) {
        again.addSuppressed(e);
        throw again;
      }
    }
    client.delete(upload.pointer());
  }

  private void complete(Upload upload) throws IOException {
    Optional<ObjectClient.Head> present = client.head(upload.key());
    if (present.isEmpty()) {
      client.complete(upload.key(), upload.id(), upload.tags());
    } else if (!upload.made(present)) {
      throw new FileAlreadyExistsException(upload.key());
    }
  }

  @Override
  public Optional<Waiting> look(Receipt receipt) throws IOException {
    Upload upload = Upload.of(receipt);
    List<ObjectClient.Part> parts = client.parts(upload.key(), upload.id());
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Waiting(
                parts.stream().mapToLong(ObjectClient.Part::length).sum(), Optional.empty()));
  }

  @Override
  public void discard(Receipt receipt) throws IOException {
    Upload.of(receipt).discard(client);
  }

  @Override
  public List<Unpublished> unpublished(StorePath directory, StorePath scratch) throws IOException {
    List<ObjectClient.Open> open = client.uploads(below(directory));
    if (open.isEmpty()) {
      return List.of();
    }
    Map<String, StorePath> scratches = new HashMap<>();
    forEach(
        scratch,
        file ->
            pointedTo(file.path().value())
                .ifPresent(it -> scratches.put(it.id(), new StorePath(it.scratch()))));
    return open.stream()
        .map(
            it ->
                new Unpublished(
                    new StorePath(it.key()),
                    it.id(),
                    Optional.ofNullable(scratches.get(it.id())),
                    it.since()))
        .toList();
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    return client.get(file.value());
  }

  @Override
  public Optional<Entry> stat(StorePath path) throws IOException {
    return client.head(path.value()).map(it -> new Entry(path, it.length(), it.modified()));
  }

  @Override
  public List<Entry> list(StorePath path, String after) throws IOException {
    List<Entry> page = new ArrayList<>();
    if (after.isEmpty()) {
      stat(path).ifPresent(page::add);
    }
    for (ObjectClient.Listed it : client.list(below(path), after)) {
      page.add(new Entry(new StorePath(it.key()), it.length(), it.modified()));
    }
    return page;
  }

  @Override
  public List<String> names(StorePath directory) throws IOException {
    return client.names(below(directory));
  }

  private static String below(StorePath directory) {
    return directory.value().endsWith("/") ? directory.value() : directory.value() + "/";
  }

  @Override
  public void delete(StorePath path) throws IOException {
    client.delete(path.value());
  }

  @Override
  public void deleteAll(StorePath path) throws IOException {
    forEach(
        path,
        file -> {
          Optional<Upload> upload = pointedTo(file.path().value());
          if (upload.isPresent()) {
            upload.get().discard(client);
          } else {
            delete(file.path());
          }
        });
  }

  private Optional<Upload> pointedTo(String key) throws IOException {
    if (!Upload.canBePointer(key)) {
      return Optional.empty();
    }
    try (InputStream in = client.get(key)) {
      return Upload.ofPointer(key, in.readAllBytes());
    } catch (NoSuchFileException e) {
      return Optional.empty(); // Published or discarded since it was listed.
    }
  }
}
