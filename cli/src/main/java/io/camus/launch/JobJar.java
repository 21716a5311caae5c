package io.camus.launch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jar passed to {@code hadoop jar}, or the directory to which Hadoop has unpacked it.
 *
 * <pre>
 * conf/logback.xml       what is logged
 * lib/camus-cli.jar ...  our code and what it needs, but for Hadoop
 * </pre>
 *
 * @param root the jar, or the directory
 */
record JobJar(Path root) {
  /** The one that a class was loaded from. */
  static JobJar containing(Class<?> type) throws IOException {
    try {
      return new JobJar(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Whether it has libraries; our code's own jar, on a class path with others, has none. */
  boolean hasLibraries() throws IOException {
    if (Files.isDirectory(root)) {
      return Files.isDirectory(root.resolve("lib"));
    }
    try (FileSystem jar = FileSystems.newFileSystem(root)) {
      return Files.isDirectory(jar.getPath("/lib"));
    }
  }

  /**
   * Copies {@code conf} and {@code lib} to a temporary folder of this user, which is deleted when
   * this JVM has finished all other work. Hadoop's own copy is deleted while an interrupted run
   * still commits.
   *
   * @return what belongs on a class path: the directory {@code conf}, then the libraries
   */
  List<Path> unpack() throws IOException {
    // As with the other temporary folders: a process that creates one deletes those of dead
    // processes.
    Path folder = Files.createTempDirectory("camus-job-" + ProcessHandle.current().pid() + "-");
    folder.toFile().deleteOnExit();
    if (Files.isDirectory(root)) {
      return unpack(root, folder);
    }
    try (FileSystem jar = FileSystems.newFileSystem(root)) {
      return unpack(jar.getPath("/"), folder);
    }
  }

  private static List<Path> unpack(Path from, Path folder) throws IOException {
    Path conf = folder.resolve("conf");
    copy(from.resolve("conf"), conf);
    List<Path> classPath = new ArrayList<>();
    classPath.add(conf);
    classPath.addAll(copy(from.resolve("lib"), folder.resolve("lib")));
    return classPath;
  }

  private static List<Path> copy(Path from, Path to) throws IOException {
    Files.createDirectory(to).toFile().deleteOnExit();
    List<Path> copies = new ArrayList<>();
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        Path copy = to.resolve(file.getFileName().toString());
        copy.toFile().deleteOnExit();
        Files.copy(file, copy);
        copies.add(copy);
      }
    }
    return copies;
  }
}
