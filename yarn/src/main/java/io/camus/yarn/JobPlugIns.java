package io.camus.yarn;

import io.camus.config.PlugIn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The plug-ins of a job. They travel as one archive, which YARN unpacks next to each task, with the
 * same names as on the driver: each has its own class loader there, too.
 */
final class JobPlugIns {
  /** The directory of plug-ins in a container. */
  private static final String LINK = "camus-plugins";

  private JobPlugIns() {}

  /**
   * Packs plug-ins for a job.
   *
   * @param folder folder for the archive; created if needed
   * @return its address with the name of the unpacked directory; none without plug-ins
   */
  static List<String> archives(Set<PlugIn> plugIns, Path folder) throws IOException {
    if (plugIns.isEmpty()) {
      return List.of();
    }
    Files.createDirectories(folder);
    Path archive = folder.resolve(LINK + ".zip");
    try (ZipOutputStream out =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)))) {
      for (PlugIn plugIn : plugIns.stream().sorted(Comparator.comparing(PlugIn::name)).toList()) {
        for (Path jar : plugIn.jars()) {
          out.putNextEntry(new ZipEntry(entry(plugIn, jar.getFileName().toString())));
          Files.copy(jar, out);
          out.closeEntry();
        }
      }
    }
    return List.of(archive.toUri() + "#" + LINK);
  }

  private static String entry(PlugIn plugIn, String jar) {
    return plugIn.name().equals(jar) ? jar : plugIn.name() + "/" + jar;
  }

  /** Makes the plug-ins that came with the job those of this process, a task's. */
  static void install() {
    Path directory = Path.of(LINK).toAbsolutePath();
    if (Files.isDirectory(directory)) {
      System.setProperty(PlugIn.DIRECTORY, directory.toString());
    }
  }
}
