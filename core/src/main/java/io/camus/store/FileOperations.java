package io.camus.store;

import io.camus.spi.Store;
import io.camus.spi.StorePath;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The file system operations of a {@link FileSystemStore}. */
public abstract class FileOperations implements Store {

  /**
   * An entry of a directory.
   *
   * @param path its path, in the spelling of the requested path
   * @param directory whether it is a directory
   * @param length bytes; 0 for a directory
   * @param modified last modification
   */
  public record Child(StorePath path, boolean directory, long length, Instant modified) {
    Entry entry() {
      return new Entry(path, length, modified);
    }

    /** The sort key: a directory sorts like the paths of its files. */
    String key() {
      return directory ? path.value() + "/" : path.value();
    }
  }

  /** Creates a directory and its missing parents, if needed. */
  public abstract void makeDirectories(StorePath directory) throws IOException;

  /**
   * Starts a new file whose content is durable when {@code close} returns. If the file is deleted
   * before that, a write or the close may fail with any {@link IOException}.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists
   * @throws java.nio.file.NoSuchFileException if its directory does not
   */
  public abstract OutputStream create(StorePath file) throws IOException;

  /** The file at a path, or empty. */
  public abstract Optional<Child> find(StorePath path) throws IOException;

  /**
   * The entries of a directory, unordered, not recursive; empty if the directory is missing.
   *
   * @throws java.nio.file.NotDirectoryException if it is a file
   */
  public abstract List<Child> children(StorePath directory) throws IOException;

  /**
   * Renames one file, atomically; the directory of {@code to} must exist.
   *
   * @throws java.nio.file.FileAlreadyExistsException if {@code to} exists; nothing was changed
   * @throws java.nio.file.NoSuchFileException if {@code from} or the directory of {@code to} is
   *     missing
   */
  public abstract void rename(StorePath from, StorePath to) throws IOException;

  /** A unique name for a temporary file. */
  public String temporaryName() {
    return UUID.randomUUID().toString();
  }
}
