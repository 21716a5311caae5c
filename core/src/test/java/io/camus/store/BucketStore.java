package io.camus.store;

import io.camus.spi.Content;
import io.camus.spi.Receipt;
import io.camus.spi.Staged;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A store in a bucket. A put is one conditional put. A staged file is an upload of the key that it
 * was started with; to publish it is to complete the upload.
 *
 * <p>An object beside the scratch path, {@code <scratch>.upload}, points to the upload, so that
 * {@link #deleteAll} finds it. Listings show pointers; they are below the attempt's own directory
 * only, and go when the file is published or discarded. No upload has a part before its pointer is
 * there. A process that dies between the two leaves an upload without a part, which holds nothing
 * and cannot be published; the bucket's own rule for old uploads takes it away.
 */
public final class BucketStore implements Store {
  private final Bucket bucket;
  private final int partBytes;
  private final Supplier<String> marks;

  /**
   * @param partBytes the size of every part but the last
   * @param marks makes a text for each staged file that no other one has, without spaces
   */
  public BucketStore(Bucket bucket, int partBytes, Supplier<String> marks) {
    this.bucket = bucket;
    this.partBytes = partBytes;
    this.marks = marks;
  }

  /** The request is sent when all of the content is known. */
  @Override
  public void putIfAbsent(StorePath path, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(bytes);
    bucket.putIfAbsent(path.value(), bytes.toByteArray());
  }

  /** A put that does not end leaves nothing. */
  @Override
  public void sweep(StorePath directory, Instant before) {}

  @Override
  public Staged stage(StorePath name, StorePath scratch) throws IOException {
    String mark = marks.get();
    String id = bucket.createUpload(name.value(), Upload.metadata(mark));
    Upload upload = new Upload(name.value(), id, mark, List.of(), scratch.value());
    try {
      bucket.putIfAbsent(upload.pointer(), upload.pointerContent());
    } catch (IOException e) {
      try {
        bucket.abort(upload.key(), upload.id());
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    return new UploadedFile(upload);
  }

  @Override
  public void publish(Receipt receipt) throws IOException {
    Upload upload = Upload.of(receipt);
    Optional<Bucket.Head> there = bucket.head(upload.key());
    if (there.isEmpty()) {
      complete(upload);
    } else if (!upload.made(there)) {
      throw new FileAlreadyExistsException(upload.key());
    }
    bucket.delete(upload.pointer());
  }

  /** Another publisher of the same file may be faster. */
  private void complete(Upload upload) throws IOException {
    try {
      bucket.completeIfAbsent(upload.key(), upload.id(), upload.tags());
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      if (!upload.made(bucket.head(upload.key()))) {
        throw e;
      }
    }
  }

  @Override
  public Optional<Waiting> look(Receipt receipt) throws IOException {
    Upload upload = Upload.of(receipt);
    return bucket
        .parts(upload.key(), upload.id())
        .map(parts -> parts.stream().mapToLong(Bucket.Part::length).sum())
        .map(length -> new Waiting(length, Optional.empty()));
  }

  @Override
  public void discard(Receipt receipt) throws IOException {
    discard(Upload.of(receipt));
  }

  /** The pointer goes last: what fails before that can be repeated. */
  private void discard(Upload upload) throws IOException {
    bucket.abort(upload.key(), upload.id());
    bucket.delete(upload.pointer());
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    return bucket.get(file.value());
  }

  @Override
  public Optional<Entry> stat(StorePath path) throws IOException {
    return bucket.head(path.value()).map(it -> new Entry(path, it.length(), it.modified()));
  }

  @Override
  public List<Entry> list(StorePath path, String after) throws IOException {
    List<Entry> page = new ArrayList<>();
    if (after.isEmpty()) {
      stat(path).ifPresent(page::add);
    }
    for (Bucket.Listed it : bucket.list(below(path), after)) {
      page.add(new Entry(new StorePath(it.key()), it.length(), it.modified()));
    }
    return page;
  }

  @Override
  public List<String> names(StorePath directory) throws IOException {
    return bucket.names(below(directory));
  }

  private static String below(StorePath directory) {
    return directory.value().endsWith("/") ? directory.value() : directory.value() + "/";
  }

  @Override
  public void delete(StorePath path) throws IOException {
    bucket.delete(path.value());
  }

  @Override
  public void deleteAll(StorePath path) throws IOException {
    forEach(
        path,
        file -> {
          Optional<Upload> upload = pointedTo(file.path().value());
          if (upload.isPresent()) {
            discard(upload.get());
          } else {
            delete(file.path());
          }
        });
  }

  private Optional<Upload> pointedTo(String key) throws IOException {
    if (!Upload.canBePointer(key)) {
      return Optional.empty();
    }
    try (InputStream in = bucket.get(key)) {
      return Upload.ofPointer(key, in.readAllBytes());
    } catch (NoSuchFileException e) {
      return Optional.empty(); // Published or discarded since it was listed.
    }
  }

  /** A staged file; a part is sent when the next one begins. */
  private final class UploadedFile extends Staged {
    private final Upload upload;
    private final List<String> tags = new ArrayList<>();
    private final byte[] part = new byte[partBytes];
    private int filled;
    private boolean failed;
    private boolean ended;

    UploadedFile(Upload upload) {
      this.upload = upload;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      requireUsable();
      int written = 0;
      while (written < length) {
        if (filled == partBytes) {
          send();
        }
        int count = Math.min(length - written, partBytes - filled);
        System.arraycopy(bytes, offset + written, part, filled, count);
        filled += count;
        written += count;
      }
    }

    /** Nothing of a file that has lost a part may be published. */
    private void send() throws IOException {
      failed = true;
      tags.add(
          bucket.uploadPart(
              upload.key(), upload.id(), tags.size() + 1, Arrays.copyOf(part, filled)));
      failed = false;
      filled = 0;
    }

    private void requireUsable() throws IOException {
      if (ended || failed) {
        throw new IOException("the upload of " + upload.key() + " has ended or failed");
      }
    }

    @Override
    public Receipt finish(StorePath wished) throws IOException {
      requireUsable();
      send();
      ended = true;
      return upload.finished(tags).receipt();
    }

    @Override
    public void close() throws IOException {
      if (!ended) {
        ended = true;
        discard(upload);
      }
    }
  }
}
