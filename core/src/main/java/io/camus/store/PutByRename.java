package io.camus.store;

import io.camus.spi.Content;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * {@link io.camus.spi.Store#putIfAbsent} of a file system: the content is written to a temporary
 * file {@code tmp-<name>} next to the target, which is then renamed without overwriting.
 *
 * <p>If a sweep deletes the temporary file, the content is written again under another name. After
 * any other failure the temporary file is deleted, which also prevents a delayed rename from taking
 * effect after the caller's check. Empty content needs no temporary file.
 *
 * @param store creates, renames and names temporary files
 */
record PutByRename(FileOperations store) {
  private static final String PREFIX = "tmp-";
  private static final int TRIES = 10;

  /** Implements {@code putIfAbsent}. */
  void put(StorePath path, Content content) throws IOException {
    if (content == Content.EMPTY) {
      create(path).close();
      return;
    }
    for (int tries = 0; tries < TRIES; tries++) {
      StorePath temporary = path.parent().child(PREFIX + store.temporaryName());
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

  /** Implements {@code sweep}. */
  void sweep(StorePath directory, Instant before) throws IOException {
    for (FileOperations.Child entry : store.children(directory)) {
      if (!entry.directory()
          && entry.path().name().startsWith(PREFIX)
          && entry.modified().isBefore(before)) {
        store.delete(entry.path());
      }
    }
  }

  /**
   * Whether the content was written to the temporary file; false if it was deleted in the meantime.
   */
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

  /** The caller would mistake it for the target's. */
  private static FileSystemException notTheTarget(FileAlreadyExistsException e) {
    FileSystemException told =
        new FileSystemException(
            e.getFile(),
            e.getOtherFile(),
            Optional.ofNullable(e.getReason()).orElse("it already exists"));
    told.initCause(e);
    return told;
  }

  /** Stores fail differently if a file is deleted during writing, so check. */
  private boolean isGone(StorePath temporary) {
    try {
      return store.stat(temporary).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A partial file may use the last free space. If it cannot be deleted, a sweep will delete it.
   */
  private void discard(StorePath temporary, Exception cause) {
    try {
      store.delete(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
