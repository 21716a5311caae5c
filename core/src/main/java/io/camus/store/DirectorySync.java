package io.camus.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Forces the names in a directory to disk, as fsync(2) on the directory does. */
final class DirectorySync {
  private DirectorySync() {}

  /**
   * Returns when all names of the directory are durable. An interrupt does not stop it: the change
   * is made already, and a failure would only make it ambiguous. The interrupt flag is kept.
   */
  static void force(Path directory) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!tryForce(directory)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean tryForce(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
    }
  }
}
