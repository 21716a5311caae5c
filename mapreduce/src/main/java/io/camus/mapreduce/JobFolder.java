package io.camus.mapreduce;

import io.camus.spi.StorePath;
import io.camus.store.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The private folder of one job on the driver's disk: everything that Hadoop and we leave there.
 */
final class JobFolder {
  private final Path root;

  private JobFolder(Path root) {
    this.root = root;
  }

  /** A new folder below the system's temporary one, for this user only. */
  static JobFolder create() throws IOException {
    return new JobFolder(Files.createTempDirectory("camus-job-"));
  }

  Path splits() {
    return root.resolve("splits");
  }

  Path board() {
    return root.resolve("board");
  }

  /** Hadoop's own. */
  Path hadoop() {
    return root.resolve("hadoop");
  }

  /** Jars that are made for the job. */
  Path jars() {
    return root.resolve("jars");
  }

  void delete() throws IOException {
    new LocalStore().deleteTree(new StorePath(root.toString()));
  }
}
