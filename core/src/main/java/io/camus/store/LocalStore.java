package io.camus.store;

import io.camus.model.ConfigurationException;
import io.camus.spi.StorePath;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The local file system as a store. Accepts absolute paths, with or without the scheme {@code
 * file:}; the path is taken literally, without percent-decoding.
 *
 * <p>The system's rename overwrites, so this store creates a hard link with the new name and then
 * removes the old one. A crash in between leaves both names for one file, which publishing repairs
 * (docs/protocol.md, step 6). Names are forced to disk as well as content: the directory of a
 * closed file, of a new directory, and of a new link before the old name is removed.
 */
public final class LocalStore extends FileSystemStore {
  private static final String SCHEME = "file:";
  private static final Pattern OTHER_STORE = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]*:");

  private final NewModes modes;

  /** A store whose new files and directories get their modes from the process's umask. */
  public LocalStore() {
    this(0);
  }

  /**
   * A store that removes further permissions from its new files and directories.
   *
   * @param umask the permissions to remove, as in {@code 027}; the process's umask applies as well
   */
  public LocalStore(int umask) {
    modes = new NewModes(umask);
  }

  /**
   * The local file of a store path.
   *
   * @throws IllegalArgumentException if the path is relative or has another scheme than {@code
   *     file:}
   * @throws ConfigurationException if the process's locale cannot encode the path
   */
  public static Path localPath(StorePath path) {
    String value = path.value();
    if (value.startsWith(SCHEME)) {
      value = value.substring(SCHEME.length());
      if (value.startsWith("//")) {
        value = value.substring(2);
      }
    }
    if (!value.startsWith("/")) {
      throw new IllegalArgumentException("not an absolute local path: " + path);
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s cannot be a path here, because file names are encoded in %s (%s); set"
                  + " LC_ALL=C.UTF-8 or another UTF-8 locale",
              path,
              System.getProperty("sun.jnu.encoding"),
              e.getReason()),
          e);
    }
  }

  @Override
  public Optional<String> refusal(StorePath path) {
    if (OTHER_STORE.matcher(path.value()).lookingAt()) {
      return Optional.empty();
    }
    try {
      localPath(path);
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public void makeDirectories(StorePath directory) throws IOException {
    makeDirectories(localPath(directory));
  }

  private void makeDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      makeDirectories(parent);
    }
    try {
      Files.createDirectory(directory, modes.ofDirectory());
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw occupied(directory, e);
      }
    }
    DirectorySync.force(parent);
  }

  private static FileAlreadyExistsException occupied(
      Path directory, FileAlreadyExistsException cause) {
    FileAlreadyExistsException told =
        new FileAlreadyExistsException(
            directory.toString(),
            null,
            Files.isSymbolicLink(directory)
                ? "it is a symbolic link that does not lead to a directory"
                : "it is a file, but must be a directory");
    told.addSuppressed(cause);
    return told;
  }

  @Override
  public OutputStream create(StorePath file) throws IOException {
    return DurableFile.create(localPath(file), modes.ofFile());
  }

  @Override
  public InputStream open(StorePath file) throws IOException {
    Path path = localPath(file);
    if (!Files.exists(path)) {
      throw new NoSuchFileException(file.value());
    }
    // Not a channel: an interrupt must not fail a read.
    return new FileInputStream(path.toFile());
  }

  @Override
  public Optional<Child> find(StorePath path) throws IOException {
    try {
      return Optional.of(child(path, localPath(path)));
    } catch (NoSuchFileException e) {
      requireDirectoryAbove(localPath(path));
      return Optional.empty();
    }
  }

  /** Java 17 says that itself; later versions take a path below a file for a missing one. */
  private static void requireDirectoryAbove(Path missing) throws FileSystemException {
    Path above = missing.getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    if (above != null && !Files.isDirectory(above)) {
      throw new FileSystemException(missing.toString(), null, "Not a directory");
    }
  }

  @Override
  public List<Child> children(StorePath directory) throws IOException {
    List<Child> children = new ArrayList<>();
    for (Path child : children(localPath(directory))) {
      find(directory.child(child.getFileName().toString())).ifPresent(children::add);
    }
    return children;
  }

  @Override
  public void rename(StorePath from, StorePath to) throws IOException {
    LinkRename.rename(localPath(from), localPath(to));
  }

  @Override
  public void delete(StorePath path) throws IOException {
    Files.deleteIfExists(localPath(path));
  }

  @Override
  public Optional<Long> freeBytes(StorePath directory) throws IOException {
    return Optional.of(Files.getFileStore(localPath(directory)).getUsableSpace());
  }

  @Override
  public void deleteAll(StorePath path) throws IOException {
    deleteTree(localPath(path));
  }

  private static void deleteTree(Path path) throws IOException {
    // Removes a symbolic link itself, not its target.
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path child : children(path)) {
        deleteTree(child);
      }
    }
    Files.deleteIfExists(path);
  }

  /** The entries of a directory, unordered; empty if it is missing or deleted in the meantime. */
  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return List.of();
      }
      throw e.getCause();
    }
    return children;
  }

  private static Child child(StorePath path, Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Child(
        path,
        attributes.isDirectory(),
        attributes.isDirectory() ? 0 : attributes.size(),
        attributes.lastModifiedTime().toInstant());
  }
}
