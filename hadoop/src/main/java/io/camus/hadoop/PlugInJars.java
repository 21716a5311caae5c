package io.camus.hadoop;

import io.camus.config.PlugIn;
import io.camus.config.RemotePlugIns;
import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import io.camus.spi.StorePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Copies plug-ins from Hadoop's file systems to a private local directory, which is deleted when
 * the process ends.
 */
public final class PlugInJars {
  private static final String SUFFIX = ".jar";

  private final Configuration hadoop;
  private final Path folder;

  private PlugInJars(Configuration hadoop, Path folder) {
    this.hadoop = hadoop;
    this.folder = folder;
  }

  /**
   * Copies them.
   *
   * @param hadoop Hadoop's configuration, with which this process is logged in
   * @return a plug-in for each place; its jars have numbers in front of their names, in the order
   *     of its class path
   * @throws ConfigurationException if a file or directory is missing, may not be read, or is not a
   *     jar
   * @throws StorageException if a file system fails
   */
  public static List<PlugIn> fetch(RemotePlugIns remote, Configuration hadoop) {
    Path folder;
    try {
      folder = Files.createTempDirectory("camus-plugins-");
    } catch (IOException e) {
      throw new StorageException("cannot copy plug-ins to this host: " + RootCause.line(e), e);
    }
    folder.toFile().deleteOnExit();
    PlugInJars jars = new PlugInJars(hadoop, folder);
    List<PlugIn> plugIns = new ArrayList<>();
    remote
        .directory()
        .map(path -> new NamedPath(RemotePlugIns.DIRECTORY, path))
        .ifPresent(path -> plugIns.add(jars.copy(path.name(), jars.in(path, remote))));
    if (!remote.jars().isEmpty()) {
      plugIns.add(jars.copy(RemotePlugIns.JARS, remote.jars()));
    }
    return plugIns;
  }

  /** The jars of a directory, by name. */
  private List<StorePath> in(NamedPath directory, RemotePlugIns remote) {
    List<StorePath> jars =
        work(
            directory,
            files -> {
              org.apache.hadoop.fs.Path path = path(directory);
              if (!files.getFileStatus(path).isDirectory()) {
                throw wrong(directory, "is a file; name it in " + RemotePlugIns.JARS);
              }
              return Arrays.stream(files.listStatus(path))
                  .filter(FileStatus::isFile)
                  .map(file -> file.getPath().getName())
                  .filter(
                      name ->
                          remote.excluded().stream()
                              .noneMatch(pattern -> pattern.matcher(name).matches()))
                  .sorted()
                  .map(directory.path()::child)
                  .toList();
            });
    if (jars.isEmpty()) {
      throw wrong(directory, "holds no jar; put one there, or remove the key");
    }
    return jars;
  }

  private PlugIn copy(String key, List<StorePath> sources) {
    List<Path> jars = new ArrayList<>();
    for (StorePath source : sources) {
      NamedPath named = new NamedPath(key, source);
      String name = path(named).getName();
      if (!name.endsWith(SUFFIX)) {
        throw notAJar(named);
      }
      Path jar =
          folder.resolve(key).resolve(String.format(Locale.ROOT, "%03d-%s", jars.size() + 1, name));
      jars.add(work(named, files -> copied(files, named, jar)));
    }
    return new PlugIn(key, jars);
  }

  private static Path copied(FileSystem files, NamedPath source, Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    jar.getParent().toFile().deleteOnExit();
    jar.toFile().deleteOnExit();
    if (files.getFileStatus(path(source)).isDirectory()) {
      throw wrong(source, "is a directory; name a jar, or use " + RemotePlugIns.DIRECTORY);
    }
    try (InputStream in = files.open(path(source))) {
      Files.copy(in, jar);
    }
    requireJar(source, jar);
    return jar;
  }

  private static void requireJar(NamedPath source, Path copy) throws IOException {
    try {
      new ZipFile(copy.toFile()).close();
    } catch (ZipException e) {
      throw notAJar(source);
    }
  }

  private interface Work<T> {
    T with(FileSystem files) throws IOException;
  }

  /** With a separate client: a shared one would be closed by the first signal to the run. */
  private <T> T work(NamedPath path, Work<T> work) {
    if (!StoreAddress.of(path.path(), hadoop).scheme().equals("file")) {
      HadoopLogin.requireCredentials(path);
    }
    try (FileSystem files = FileSystem.newInstance(path(path).toUri(), hadoop)) {
      return work.with(files);
    } catch (FileNotFoundException e) {
      throw wrong(path, "does not exist; upload it, or correct the path");
    } catch (UnsupportedFileSystemException e) {
      throw wrong(path, "is on a file system that this process does not know; use hdfs: or file:");
    } catch (IOException e) {
      throw PathFault.of(path, e);
    }
  }

  private static org.apache.hadoop.fs.Path path(NamedPath named) {
    return new org.apache.hadoop.fs.Path(named.path().value());
  }

  private static ConfigurationException notAJar(NamedPath file) {
    return wrong(
        file,
        "is not a jar; "
            + (file.name().equals(RemotePlugIns.JARS)
                ? "replace it, or remove it from the list"
                : "replace or move it, or exclude it with cache.jar.filter.list"));
  }

  private static ConfigurationException wrong(NamedPath path, String what) {
    return new ConfigurationException(path + ": " + what);
  }
}
