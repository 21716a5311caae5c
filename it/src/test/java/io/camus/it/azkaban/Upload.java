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
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Projects as `camus azkaban-package` makes them and an executor unpacks them: every file is an
 * ordinary one, whatever it was before.
 */
public final class Upload {
  private Upload() {}

  /** A project for executors where this distribution is unpacked. */
  public static Path ofInstalled(Path folder, Job job, String type) throws Exception {
    return of(folder, job, type, List.of("--home", distribution().toString()));
  }

  /** A project with all that it needs. */
  public static Path ofComplete(Path folder, Job job, String type) throws Exception {
    return of(folder, job, type, List.of());
  }

  /** The distribution under test. */
  public static Path distribution() {
    return CamusScript.locate().path().resolveSibling("..").normalize();
  }

  private static Path of(Path folder, Job job, String type, List<String> more) throws Exception {
    Path zip = folder.resolve(type + ".zip");
    List<String> arguments = new ArrayList<>(List.of("azkaban-package", "--type", type));
    arguments.addAll(List.of("-P", job.properties().toString(), "-o", zip.toString()));
    arguments.addAll(more);
    Outcome outcome = CamusProcess.run(folder, arguments.toArray(String[]::new));
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    return unpack(zip, Files.createDirectories(folder.resolve("project-" + type)));
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
