package io.camus.spi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store as the commit protocol needs it (docs/protocol.md, "The store"): new files that appear
 * whole or not at all, an atomic rename of one file that refuses to overwrite, listings that show a
 * file once its call returned, durable content. Directories are never renamed.
 *
 * <p>Safe for use by several threads. Any call may fail with an {@link IOException} <em>after</em>
 * it took effect; callers look before they conclude. A missing path is always a {@link
 * java.nio.file.NoSuchFileException}, an existing target always a {@link
 * java.nio.file.FileAlreadyExistsException}.
 */
public interface Store {

  /**
   * An entry of a directory.
   *
   * @param path its path, spelled as the child of the path that was asked for
   * @param directory whether it is a directory
   * @param length bytes; 0 for a directory
   * @param modified last modification
   */
  record Entry(StorePath path, boolean directory, long length, Instant modified) {}

  /**
   * Makes a new file with all of its content, or none. Of several calls for one path, by any
   * processes, one wins. The file is durable, and in listings, once the call has returned. Missing
   * parent directories are made.
   *
   * <p>Any other exception than {@link java.nio.file.FileAlreadyExistsException} leaves it open
   * whether the file is there. A caller that must know who won reads the file, also if it exists
   * already: a store that repeats a call by itself may meet its own file. Exceptions of the content
   * are passed on; then there is no file.
   *
   * @param content asked again if what was written is lost before it has its name; {@link
   *     Content#EMPTY} is the cheapest
   * @throws java.nio.file.FileAlreadyExistsException if the path is taken; nothing changed
   */
  void putIfAbsent(StorePath path, Content content) throws IOException;

  /**
   * Deletes what calls of {@link #putIfAbsent} that never ended have left beside their targets. A
   * call that is still at work writes its content again, so this is safe at any time. Stores that
   * leave nothing do nothing.
   *
   * @param directory where the targets are, not deep; may be missing
   * @param before what was modified at this time or later stays; {@link Instant#MAX} spares nothing
   */
  void sweep(StorePath directory, Instant before) throws IOException;

  /** Makes a directory and its missing parents; an existing one is fine. */
  void makeDirectories(StorePath directory) throws IOException;

  /**
   * Starts a new file whose content is durable once {@code close} has returned. If the file is
   * deleted before that, a write or the close may fail, with any {@link IOException}, or not.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it exists
   * @throws java.nio.file.NoSuchFileException if its directory does not
   */
  OutputStream create(StorePath file) throws IOException;

  /** Opens a file for reading from its begin. */
  InputStream open(StorePath file) throws IOException;

  /** What is at a path, or empty. */
  Optional<Entry> stat(StorePath path) throws IOException;

  /** The entries of a directory, sorted by name, not deep; empty if the directory is missing. */
  List<Entry> list(StorePath directory) throws IOException;

  /**
   * Renames one file, atomically; the directory of {@code to} must exist.
   *
   * @throws java.nio.file.FileAlreadyExistsException if {@code to} exists; nothing changed
   * @throws java.nio.file.NoSuchFileException if {@code from} or the directory of {@code to} is
   *     missing
   */
  void rename(StorePath from, StorePath to) throws IOException;

  /** Deletes a file or an empty directory; one that is not there is fine. */
  void delete(StorePath path) throws IOException;

  /** Why no file can have a path here, for people; empty if one can. Nothing is looked up. */
  default Optional<String> refusal(StorePath path) {
    return Optional.empty();
  }

  /** How many bytes the store allows below a directory; empty if it sets no limit there. */
  default Optional<Long> quotaBytes(StorePath directory) throws IOException {
    return Optional.empty();
  }

  /**
   * How many bytes can still be written below a directory, for people; empty if the store cannot
   * tell at once.
   */
  default Optional<Long> freeBytes(StorePath directory) throws IOException {
    return Optional.empty();
  }

  /** Deletes a directory with all it holds; one that is not there is fine. */
  void deleteTree(StorePath directory) throws IOException;
}
