package io.camus.spi;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store as the commit protocol needs it (docs/protocol.md, "The store"). Small files are {@link
 * #putIfAbsent put}, whole or not at all; data files are {@link #stage staged}, invisible to
 * readers, and {@link #publish published} later, by any process. What was written is durable, and
 * listings show it, once the call has returned. Directories carry no information: they come and go
 * with the files below them.
 *
 * <p>Safe for use by several threads. Any call may fail with an {@link IOException} <em>after</em>
 * it took effect; callers look before they conclude. A missing path is always a {@link
 * java.nio.file.NoSuchFileException}, a taken one always a {@link
 * java.nio.file.FileAlreadyExistsException}.
 */
public interface Store {

  /**
   * A file. A directory that is at a path counts as an empty one.
   *
   * @param path its path, spelled as the path that was asked for
   * @param length bytes
   * @param modified last modification
   */
  record Entry(StorePath path, long length, Instant modified) {}

  /**
   * A staged file that waits.
   *
   * @param length bytes
   * @param path where it can be read already; empty if the store does not show it
   */
  record Waiting(long length, Optional<StorePath> path) {}

  /** What is done with a file of a listing. */
  @FunctionalInterface
  interface Visitor {
    void visit(Entry file) throws IOException;
  }

  /**
   * Makes a new file with all of its content, or none. Of several calls for one path, by any
   * processes, one wins.
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

  /**
   * Starts a file that no reader sees until it is published.
   *
   * @param name where it could be published; no other file that is ever published has it
   * @param scratch a path for the store's own use that no other staged file has; {@link #deleteAll}
   *     of a directory above it discards the file, unless it was published
   */
  Staged stage(StorePath name, StorePath scratch) throws IOException;

  /**
   * Makes a staged file visible at its destination. Any number of processes may publish it at once,
   * any number of times; a late one may get either exception.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the destination is taken, perhaps by this
   *     very file; nothing changed
   * @throws java.nio.file.NoSuchFileException if the file does not wait any more
   */
  void publish(Receipt receipt) throws IOException;

  /** The staged file, if it was not published or discarded yet. */
  Optional<Waiting> look(Receipt receipt) throws IOException;

  /** Deletes a staged file; one that does not wait is fine. */
  void discard(Receipt receipt) throws IOException;

  /** Opens a file for reading from its begin. */
  InputStream open(StorePath file) throws IOException;

  /** What is at a path, or empty. */
  Optional<Entry> stat(StorePath path) throws IOException;

  /**
   * One page of the files at a path and below, at any depth. Those that are there from the first
   * page to the last are in exactly one.
   *
   * @param after the path of the last file of the page before; empty for the first page
   * @return empty after the last page
   */
  List<Entry> list(StorePath path, String after) throws IOException;

  /** Hands over the files at a path and below, page by page. */
  default void forEach(StorePath path, Visitor visitor) throws IOException {
    List<Entry> page = list(path, "");
    while (!page.isEmpty()) {
      for (Entry file : page) {
        visitor.visit(file);
      }
      page = list(path, page.get(page.size() - 1).path().value());
    }
  }

  /**
   * The names directly below a directory, sorted: of files, and of what has files below it. File
   * systems name empty directories as well. Empty if there are none.
   *
   * @throws java.nio.file.NotDirectoryException if a file system has a file there
   */
  List<String> names(StorePath directory) throws IOException;

  /**
   * Moves a small file that is whole. Where nothing can be renamed it is copied and then deleted:
   * for a while it may be at both paths.
   *
   * @throws java.nio.file.FileAlreadyExistsException if {@code to} is taken; nothing changed
   * @throws java.nio.file.NoSuchFileException if {@code from} is missing
   */
  default void move(StorePath from, StorePath to) throws IOException {
    putIfAbsent(
        to,
        out -> {
          try (InputStream in = open(from)) {
            in.transferTo(out);
          }
        });
    delete(from);
  }

  /** Deletes a file; one that is not there is fine, and so is an empty directory. */
  void delete(StorePath path) throws IOException;

  /** Deletes the files at a path and below; none is fine. */
  void deleteAll(StorePath path) throws IOException;

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
}
