package io.camus.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A class path as it is written: jars, directories, and {@code dir/*} for all jars of one. */
final class ClassPathEntries {
  private static final String ALL = "*";

  private ClassPathEntries() {}

  /**
   * The jars and directories of a class path, in order; those of a directory sorted.
   *
   * @throws NoSuchFileException if one of them does not exist
   */
  static List<Path> of(String classPath) throws IOException {
    List<Path> entries = new ArrayList<>();
    for (String written : classPath.split(Pattern.quote(File.pathSeparator), -1)) {
      if (written.equals(ALL) || written.endsWith(File.separator + ALL)) {
        entries.addAll(jars(Path.of(written.substring(0, written.length() - 1))));
      } else if (!written.isEmpty()) {
        Path entry = Path.of(written);
        if (!Files.exists(entry)) {
          throw new NoSuchFileException(written);
        }
        entries.add(entry);
      }
    }
    return entries;
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
