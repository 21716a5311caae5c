package io.camus.spi;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store for the commit protocol (docs/protocol.md, "The store"). Small files are {@link
 * #putIfAbsent put}, completely or not at all; data files are {@link #stage staged}, invisible to
 * readers, and {@link #publish published} later, by any process. When a call returns, its result is
 * durable and visible in listings. Directories have no meaning: they come and go with the files
 * below them.
 *
 * <p>Thread-safe. Any call may fail with an {@link IOException} <em>after</em> it took effect, so
 * callers must check. A missing path always throws {@link java.nio.file.NoSuchFileException}, an
 * existing one always {@link java.nio.file.FileAlreadyExistsException}.
 */
public interface Store {
  /**
   * The names of files and directories that only check whether a directory can be used begin with
   * this. They are deleted at once; a process that dies may leave them.
   */
  String CHECK = ".camus-check-";

  /**
   * A file. A directory counts as an empty file.
   *
   * @param path its path, in the spelling of the requested path
   * @param length bytes
   * @param modified last modification
   */
  record Entry(StorePath path, long length, Instant modified) {}

  /**
   * A staged file.
   *
   * @param length bytes
   * @param path where it can already be read; empty if the store does not support that
   */
  record Waiting(long length, Optional<StorePath> path) {}

  /**
   * A staged file that was found without its receipt.
   *
   * @param destination where it would be published
   * @param id its receipts' tokens begin with this and a space
   * @param scratch as given to {@link #stage}; empty if the store does not know it
   * @param since when it was staged
   */
  record Unpublished(StorePath destination, String id, Optional<StorePath> scratch, Instant since) {
    /** Whether a receipt is of this file. */
    public boolean isOf(Receipt receipt) {
      return destination.equals(receipt.destination()) && receipt.token().startsWith(id + " ");
    }
  }

  /** Handles a file of a listing. */
  @FunctionalInterface
  interface Visitor {
    void visit(Entry file) throws IOException;
  }

  /**
   * Creates a new file with all of its content, or none. Of several calls for the same path, by any
   * processes, one wins.
   *
   * <p>Any other exception than {@link java.nio.file.FileAlreadyExistsException} leaves it open
   * whether the file exists. A caller that must know who won reads the file, even after {@code
   * FileAlreadyExistsException}: a store that retries a call may find its own file. Exceptions of
   * the content are rethrown; there is then no file.
   *
   * @param content may be written again if the temporary file is lost; {@link Content#EMPTY} is the
   *     cheapest
   * @throws java.nio.file.FileAlreadyExistsException if the path exists; nothing was changed
   */
  void putIfAbsent(StorePath path, Content content) throws IOException;

  /**
   * Deletes leftovers of unfinished calls of {@link #putIfAbsent}. An active call writes its
   * content again, so this is safe at any time. Stores without leftovers do nothing.
   *
   * @param directory the directory of the targets, not recursive; may be missing
   * @param before files modified at this time or later are kept; {@link Instant#MAX} keeps none
   */
  void sweep(StorePath directory, Instant before) throws IOException;

  /**
   * Starts a file that is invisible to readers until it is published.
   *
   * @param name a possible destination, unique among all published files
   * @param scratch a unique path for the store's own use; {@link #deleteAll} of a directory above
   *     it discards the file, unless it was published
   */
  Staged stage(StorePath name, StorePath scratch) throws IOException;

  /**
   * Makes a staged file visible at its destination. Any number of processes may publish it
   * concurrently and repeatedly; a late one may get either exception.
   *
   * <p>A file that another program creates at the destination during the call may be replaced in an
   * object store, but not in a file system.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the destination exists, perhaps as this
   *     file; nothing was changed
   * @throws java.nio.file.NoSuchFileException if the file is no longer staged
   */
  void publish(Receipt receipt) throws IOException;

  /** The staged file, if it is not published or discarded yet. */
  Optional<Waiting> look(Receipt receipt) throws IOException;

  /** Deletes a staged file, if it is still staged. */
  void discard(Receipt receipt) throws IOException;

  /**
   * The files that are staged for destinations below a directory, if the store keeps them apart
   * from other files: without their receipts, no other call would find them. Empty in file systems,
   * where a staged file is an ordinary file at its scratch path.
   *
   * @param scratch the directory below which their scratch paths are looked for
   */
  default List<Unpublished> unpublished(StorePath directory, StorePath scratch) throws IOException {
    return List.of();
  }

  /** Opens a file for reading from its start. */
  InputStream open(StorePath file) throws IOException;

  /** The file at a path, or empty. */
  Optional<Entry> stat(StorePath path) throws IOException;

  /**
   * One page of the files at a path and below, at any depth. Files that exist from the first page
   * to the last are in exactly one page.
   *
   * @param after the path of the last file of the previous page; empty for the first page
   * @return empty after the last page
   */
  List<Entry> list(StorePath path, String after) throws IOException;

  /** Visits the files at a path and below, page by page. */
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
   * The sorted names directly below a directory, of files and of directories with files. File
   * systems include empty directories. Empty if there are none.
   *
   * @throws java.nio.file.NotDirectoryException if it is a file in a file system
   */
  List<String> names(StorePath directory) throws IOException;

  /**
   * Moves a small, complete file. A store without rename copies and then deletes it, so it may be
   * at both paths for a while.
   *
   * @throws java.nio.file.FileAlreadyExistsException if {@code to} exists; nothing was changed
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

  /** Deletes a file or an empty directory, if it exists. */
  void delete(StorePath path) throws IOException;

  /** Deletes the files at a path and below, if any. */
  void deleteAll(StorePath path) throws IOException;

  /**
   * Why a path of this store is impossible, for people; empty if it is not, or if it is a path of
   * another store. Does not access the store.
   */
  default Optional<String> refusal(StorePath path) {
    return Optional.empty();
  }

  /** The quota of a directory in bytes; empty if there is none. */
  default Optional<Long> quotaBytes(StorePath directory) throws IOException {
    return Optional.empty();
  }

  /** Free bytes below a directory, informational; empty if this is expensive to find out. */
  default Optional<Long> freeBytes(StorePath directory) throws IOException {
    return Optional.empty();
  }
}
