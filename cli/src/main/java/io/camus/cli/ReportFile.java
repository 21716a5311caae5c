package io.camus.cli;

import io.camus.cli.html.ReportHtml;
import io.camus.cli.report.Report;
import io.camus.failure.RootCause;
import io.camus.model.ConfigurationException;
import io.camus.model.StorageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A report's file on this host. It is replaced as a whole: its readers never see half a page. */
final class ReportFile {
  private final Path target;

  private ReportFile(Path target) {
    this.target = target;
  }

  /**
   * The file with a name.
   *
   * @throws ConfigurationException if that cannot be a file
   */
  static ReportFile at(Path path) {
    Path target = path.toAbsolutePath().normalize();
    if (Files.isDirectory(target)) {
      throw new ConfigurationException(
          path + " is a directory; name a file: --out " + path + "/camus.html");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new ConfigurationException(path + " is not a regular file; name another with --out");
    }
    if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
      throw new ConfigurationException(
          "--out " + path + ": there is no directory " + target.getParent());
    }
    return new ReportFile(target);
  }

  /**
   * Writes a report.
   *
   * @return the length of the file
   * @throws StorageException if it cannot be written; an earlier file is unchanged
   */
  long write(Report report) {
    Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      try {
        try (OutputStream out =
            new BufferedOutputStream(
                Files.newOutputStream(
                    draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
          ReportHtml.write(report, out);
        }
        long bytes = Files.size(draft);
        Files.move(
            draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new StorageException(
          "the report cannot be written to " + target + ": " + RootCause.line(e), e);
    }
  }
}
