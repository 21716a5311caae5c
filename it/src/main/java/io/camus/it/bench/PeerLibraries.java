package io.camus.it.bench;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The jars of what our runs are measured against, a folder each; Maven's profile {@code bench}
 * collects them.
 *
 * @param root the folder {@code it/peers}
 */
record PeerLibraries(Path root) {

  /**
   * Beside the jar of this class.
   *
   * @throws IllegalStateException if it is not there
   */
  static PeerLibraries locate() {
    try {
      Path jar =
          Path.of(PeerLibraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new PeerLibraries(jar.resolve("../../../../peers").normalize());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder of one of them. */
  Path of(String name) {
    Path folder = root.resolve(name).resolve("target").resolve("lib");
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          folder + " is not there; `./mvnw -Pbench -DskipTests package` collects it");
    }
    return folder;
  }
}
