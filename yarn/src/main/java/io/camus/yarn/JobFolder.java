package io.camus.yarn;

import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The private temporary folder of one job on the driver's disk. */
final class JobFolder {
  private static final String PREFIX = "camus-job-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");

  private final Path root;

  private JobFolder(Path root) {
    this.root = root;
  }

  /**
   * Creates a folder below the system's temporary one, for this user only. Deletes those of dead
   * processes.
   */
  static JobFolder create() throws IOException {
    Path folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
    deleteOrphans(folder.getParent());
    return new JobFolder(folder);
  }

  private static void deleteOrphans(Path parent) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (name.matches()
            && Files.isWritable(folder)
            && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
          new JobFolder(folder).delete();
        }
      }
    }
  }

  /** Jars created for the job. */
  Path jars() {
    return root.resolve("jars");
  }

  void delete() throws IOException {
    new LocalStore().deleteAll(new StorePath(root.toString()));
  }
}
