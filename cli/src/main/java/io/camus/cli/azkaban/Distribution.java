package io.camus.cli.azkaban;

import io.camus.model.ConfigurationException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The unpacked distribution.
 *
 * <pre>
 * bin/  conf/  lib/  docs/  examples/  camus-job.jar
 * </pre>
 *
 * @param home its directory
 */
record Distribution(Path home) {

  /**
   * The one that this process runs from.
   *
   * @throws ConfigurationException if it runs from something else
   */
  static Distribution ofProcess() {
    try {
      Path jar =
          Path.of(Distribution.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path home = jar.resolveSibling("..").normalize();
      if (Files.isDirectory(home.resolve("examples"))) {
        return new Distribution(home);
      }
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "%s is not part of a distribution of Camus; use bin/camus of an unpacked archive",
              jar));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The example for Azkaban. */
  Path azkaban() {
    return home.resolve("examples").resolve("azkaban");
  }
}
