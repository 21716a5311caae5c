package io.camus.it.azkaban;

import static org.assertj.core.api.Assertions.assertThat;

import io.camus.it.command.CamusScript;
import io.camus.it.fixture.CamusProcess;
import io.camus.it.fixture.Job;
import io.camus.it.fixture.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Projects as an executor unpacks them: every file is an ordinary one, whatever it was before. */
public final class Upload {
  private Upload() {}

  /** A project for executors where this distribution is unpacked, made by hand of the example. */
  public static Path ofInstalled(Path folder, Job job, String type) throws IOException {
    Path project = Files.createDirectories(folder.resolve("project-" + type));
    Path example = distribution().resolve("examples/azkaban");
    Files.copy(example.resolve("types/" + type + ".job"), project.resolve("camus.job"));
    Files.copy(example.resolve("project/report.job"), project.resolve("report.job"));
    Files.copy(job.properties(), project.resolve("camus.properties"));
    Files.writeString(project.resolve("home.properties"), "CAMUS_HOME=" + distribution());
    return project;
  }

  /**
   * A project with all that it needs, of type {@code command}, as {@code azkaban-package} makes it.
   */
  public static Path ofComplete(Path folder, Job job) throws Exception {
    Path zip = folder.resolve("camus-azkaban.zip");
    Outcome outcome =
        CamusProcess.run(
            folder, "azkaban-package", "-P", job.properties().toString(), "-o", zip.toString());
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    return unpack(zip, Files.createDirectories(folder.resolve("project")));
  }

  /** The distribution under test. */
  public static Path distribution() {
    return CamusScript.locate().path().resolveSibling("..").normalize();
  }

  private static Path unpack(Path zip, Path directory) throws IOException {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream in = new ZipInputStream(file)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path target = directory.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        Files.copy(in, target);
      }
    }
    return directory;
  }
}
