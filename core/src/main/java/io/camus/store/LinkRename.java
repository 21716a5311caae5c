package io.camus.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A rename that refuses to overwrite, made of a hard link and the removal of the old name. */
final class LinkRename {
  private final DirectorySync sync;

  LinkRename(DirectorySync sync) {
    this.sync = sync;
  }

  void rename(Path from, Path to) throws IOException {
    link(from, to);
    // The new name must be durable first, else a power cut could take both.
    sync.force(to.getParent());
    Files.deleteIfExists(from);
  }

  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(from.toString(), to.toString(), "one of them is missing");
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(to.toString(), from.toString(), "exists already");
    } catch (FileSystemException | UnsupportedOperationException e) {
      if (!Files.isRegularFile(from) || !Files.isDirectory(to.getParent())) {
        throw new IOException("cannot rename %s to %s: %s".formatted(from, to, e.getMessage()), e);
      }
      throw new IOException(
          ("cannot rename %s to %s: no hard link could be made on %s (%s). Camus needs a file"
                  + " system with hard links, and both paths on one file system.")
              .formatted(from, to, fileSystem(from), reason(e)),
          e);
    }
  }

  private static String fileSystem(Path path) {
    try {
      return "%s of type %s"
          .formatted(Files.getFileStore(path).name(), Files.getFileStore(path).type());
    } catch (IOException e) {
      return "its file system";
    }
  }

  private static String reason(Exception e) {
    return e instanceof FileSystemException failed && failed.getReason() != null
        ? failed.getReason()
        : "not supported";
  }
}
