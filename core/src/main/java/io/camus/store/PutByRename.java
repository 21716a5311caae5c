package io.camus.store;

import static java.util.Objects.requireNonNull;

import io.camus.spi.Content;
import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@link Store#putIfAbsent} of a file system: the content goes to a temporary file beside the
 * target, {@code tmp-<name>}, and a rename that refuses to overwrite gives it its name.
 *
 * <p>If a sweep deletes the temporary file, the content is written again under another name. After
 * any other failure the temporary file is deleted, which also keeps a rename that is still on its
 * way from taking effect after the caller has looked. Empty content needs no temporary file.
 */
public final class PutByRename {
  private static final String PREFIX = "tmp-";
  private static final int TRIES = 10;

  private final Store store;
  private final Supplier<String> names;

  /**
   * Puts into a store by its other calls.
   *
   * @param store creates and renames
   */
  public PutByRename(Store store) {
    this(store, () -> UUID.randomUUID().toString());
  }

  /**
   * Puts into a store by its other calls.
   *
   * @param store creates and renames
   * @param names makes the names of temporary files, never the same again for anyone on the store
   */
  public PutByRename(Store store, Supplier<String> names) {
    this.store = requireNonNull(store);
    this.names = requireNonNull(names);
  }

  /** Does what {@link Store#putIfAbsent} promises. */
  public void put(StorePath path, Content content) throws IOException {
    if (content == Content.EMPTY) {
      create(path).close();
      return;
    }
    for (int tries = 0; tries < TRIES; tries++) {
      StorePath temporary = path.parent().child(PREFIX + names.get());
      if (isWritten(temporary, content) && isRenamed(temporary, path)) {
        return;
      }
    }
    throw new IOException(
        String.format(
            Locale.ROOT,
            "cannot write %s: its temporary file was deleted %d times while it was written",
            path,
            TRIES));
  }

  /** Does what {@link Store#sweep} promises. */
  public void sweep(StorePath directory, Instant before) throws IOException {
    for (Store.Entry entry : store.list(directory)) {
      if (!entry.directory()
          && entry.path().name().startsWith(PREFIX)
          && entry.modified().isBefore(before)) {
        store.delete(entry.path());
      }
    }
  }

  /** Whether the content is in the temporary file; false if it was deleted meanwhile. */
  private boolean isWritten(StorePath temporary, Content content) throws IOException {
    OutputStream file = createTemporary(temporary);
    try (file) {
      content.writeTo(file);
    } catch (IOException e) {
      if (isGone(temporary)) {
        return false;
      }
      discard(temporary, e);
      throw e;
    } catch (RuntimeException e) {
      discard(temporary, e);
      throw e;
    }
    return true;
  }

  private boolean isRenamed(StorePath temporary, StorePath path) throws IOException {
    try {
      store.rename(temporary, path);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
  }

  private OutputStream createTemporary(StorePath temporary) throws IOException {
    try {
      return create(temporary);
    } catch (FileAlreadyExistsException e) {
      throw notTheTarget(e);
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
  }

  private OutputStream create(StorePath file) throws IOException {
    try {
      return store.create(file);
    } catch (NoSuchFileException e) {
      try {
        store.makeDirectories(file.parent());
      } catch (FileAlreadyExistsException occupied) {
        throw notTheTarget(occupied);
      }
      return store.create(file);
    }
  }

  /** The caller would take it for the target's. */
  private static FileSystemException notTheTarget(FileAlreadyExistsException e) {
    FileSystemException told =
        new FileSystemException(
            e.getFile(),
            e.getOtherFile(),
            Optional.ofNullable(e.getReason()).orElse("it exists already"));
    told.initCause(e);
    return told;
  }

  /** What a store says of a file that was deleted while it was written differs; a look tells. */
  private boolean isGone(StorePath temporary) {
    try {
      return store.stat(temporary).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** A partial file may use the last free space. What cannot be deleted waits for a sweep. */
  private void discard(StorePath temporary, Exception cause) {
    try {
      store.delete(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
