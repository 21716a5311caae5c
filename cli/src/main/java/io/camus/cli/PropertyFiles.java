package io.camus.cli;

import io.camus.model.ConfigurationException;
import io.camus.model.RootCause;
import io.camus.model.StorageException;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Reads Java properties, in UTF-8, from files, Hadoop file systems and the class path. */
final class PropertyFiles {
  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private PropertyFiles() {}

  /** Whether a name is of a file that only Hadoop can read. */
  static boolean isOnHadoop(String name) {
    return URL.matcher(name).matches() && !name.regionMatches(true, 0, "file:", 0, 5);
  }

  /**
   * The settings of a file.
   *
   * @param name a local path, or a URL of any Hadoop file system
   * @throws ConfigurationException if there is no such file, or not of properties
   * @throws StorageException if its file system fails
   */
  static Map<String, String> file(String name) {
    try (InputStream in = URL.matcher(name).matches() ? onHadoop(name) : local(name)) {
      return read(in, name);
    } catch (NoSuchFileException | FileNotFoundException missing) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s: no such file (-P takes a local path, or a URL such as hdfs://host/path)",
              name),
          missing);
    } catch (UnsupportedFileSystemException | IllegalArgumentException malformed) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT, "%s: not the name of a file: %s", name, RootCause.line(malformed)),
          malformed);
    } catch (IOException failed) {
      throw new StorageException(
          String.format(Locale.ROOT, "%s: cannot be read: %s", name, RootCause.line(failed)),
          failed);
    }
  }

  /**
   * The settings of a class path resource.
   *
   * @throws ConfigurationException if there is none, or it cannot be read
   */
  static Map<String, String> resource(String name) {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new ConfigurationException(name + ": the class path has no such resource");
      }
      return read(in, name);
    } catch (IOException failed) {
      throw new ConfigurationException(
          String.format(Locale.ROOT, "%s: cannot be read: %s", name, RootCause.line(failed)),
          failed);
    }
  }

  private static InputStream local(String name) throws IOException {
    return Files.newInputStream(java.nio.file.Path.of(name));
  }

  /** On a client of its own: one that is shared would be closed by the first signal to the run. */
  private static InputStream onHadoop(String url) throws IOException {
    Path path = new Path(url);
    try (FileSystem files = FileSystem.newInstance(path.toUri(), new Configuration());
        InputStream in = files.open(path)) {
      return new ByteArrayInputStream(in.readAllBytes());
    }
  }

  private static Map<String, String> read(InputStream in, String name) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      throw new ConfigurationException(
          String.format(Locale.ROOT, "%s: not a properties file: %s", name, malformed.getMessage()),
          malformed);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    return settings;
  }
}
