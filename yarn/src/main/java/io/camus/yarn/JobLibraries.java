package io.camus.yarn;

import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The code that tasks on a cluster need besides Hadoop and its logging. */
final class JobLibraries {
  /** The ZooKeeper module, which tasks do not need. */
  private static final Pattern DRIVER_ONLY =
      Pattern.compile(
          "(camus-zookeeper-|curator-|zookeeper-|audience-annotations-|netty-).*\\.jar");

  private static final Pattern CLUSTER_HAS_IT =
      Pattern.compile(
          "(hadoop-|slf4j-|jcl-over-slf4j|logback-|log4j-|reload4j|commons-logging).*\\.jar");

  private JobLibraries() {}

  /**
   * The class path of a class loader: its own if it has one, else the JVM's.
   *
   * @throws StorageException if its jars cannot be collected
   */
  static List<Path> of(ClassLoader loader) {
    try {
      if (!(loader instanceof URLClassLoader own)) {
        return ofClassPath(System.getProperty("java.class.path"));
      }
      List<Path> entries = new ArrayList<>();
      for (URL url : own.getURLs()) {
        entries.add(file(url));
      }
      return travelling(entries);
    } catch (IOException e) {
      throw new StorageException(
          "cannot collect the jars that tasks need: " + RootCause.line(e), e);
    }
  }

  private static Path file(URL url) throws IOException {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IOException("the class path has " + url + ", which is not a local file", e);
    }
  }

  /** The part of a class path to ship: jars, and directories with classes. */
  static List<Path> ofClassPath(String classPath) throws IOException {
    return travelling(
        Stream.of(classPath.split(Pattern.quote(File.pathSeparator))).map(Path::of).toList());
  }

  private static List<Path> travelling(List<Path> entries) throws IOException {
    List<Path> libraries = new ArrayList<>();
    for (Path entry : entries) {
      Path path = entry.toAbsolutePath().normalize();
      boolean jar = path.toString().endsWith(".jar") && Files.isRegularFile(path);
      if (jar ? travels(path.getFileName().toString()) : classes(path)) {
        libraries.add(path);
      }
    }
    return libraries;
  }

  private static boolean travels(String jar) {
    return !CLUSTER_HAS_IT.matcher(jar).matches() && !DRIVER_ONLY.matcher(jar).matches();
  }

  /**
   * The libraries as jars; directories are packed into new ones.
   *
   * @param folder folder for new jars; created if needed
   */
  static List<Path> jars(List<Path> libraries, Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path library : libraries) {
      if (!Files.exists(library)) {
        throw new ConfigurationException("library " + library + " does not exist");
      }
      jars.add(Files.isDirectory(library) ? pack(library, folder, jars.size()) : library);
    }
    for (Path jar : jars) {
      if (jar.toString().contains(",")) {
        throw new ConfigurationException(
            "library " + jar + ": Hadoop cannot ship a path with a comma; move it");
      }
    }
    return jars;
  }

  private static boolean classes(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.anyMatch(file -> file.toString().endsWith(".class"));
    }
  }

  private static Path pack(Path directory, Path folder, int number) throws IOException {
    Files.createDirectories(folder);
    Path jar = folder.resolve(String.format(Locale.ROOT, "classes-%d.jar", number));
    try (JarOutputStream out =
            new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)));
        Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
