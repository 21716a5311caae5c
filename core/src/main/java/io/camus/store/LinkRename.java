package io.camus.store;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** A rename that refuses to overwrite: a hard link followed by the removal of the old name. */
final class LinkRename {
  /** Linux's message about two file systems. */
  private static final String APART = "Invalid cross-device link";

  /** Systems' messages about missing hard links. */
  private static final Set<String> NO_LINKS =
      Set.of("Operation not supported", "Operation not permitted", "Function not implemented");

  private LinkRename() {}

  static void rename(Path from, Path to) throws IOException {
    link(from, to);
    // The new name must be durable first, or a power failure could lose both.
    DirectorySync.force(to.getParent());
    Files.deleteIfExists(from);
  }

  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(from.toString(), to.toString(), "one of them is missing");
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(to.toString(), from.toString(), "already exists");
    } catch (FileSystemException | UnsupportedOperationException e) {
      FileSystemException told = told(from, to, e);
      told.addSuppressed(e);
      throw told;
    }
  }

  private static FileSystemException told(Path from, Path to, Exception failure) {
    String reason =
        failure instanceof FileSystemException failed && failed.getReason() != null
            ? failed.getReason()
            : failure.getClass().getSimpleName();
    String here = fileSystem(from);
    String there = fileSystem(to.getParent());
    if (!here.equals(there) || reason.equals(APART)) {
      return new AtomicMoveNotSupportedException(
          from.toString(),
          to.toString(),
          String.format(
              Locale.ROOT,
              "they are on two file systems, %s and %s, and files are moved by renaming (%s)",
              here,
              there,
              reason));
    }
    if (failure instanceof UnsupportedOperationException || NO_LINKS.contains(reason)) {
      return new AtomicMoveNotSupportedException(
          from.toString(),
          to.toString(),
          String.format(
              Locale.ROOT,
              "%s has no hard links, which Camus needs to rename without overwriting (%s)",
              here,
              reason));
    }
    return new FileSystemException(from.toString(), to.toString(), reason);
  }

  /** For example {@code /dev/sda1 (ext4)}. */
  private static String fileSystem(Path path) {
    try {
      FileStore store = Files.getFileStore(path);
      return String.format(Locale.ROOT, "%s (%s)", store.name(), store.type());
    } catch (IOException e) {
      return "an unknown one";
    }
  }
}
