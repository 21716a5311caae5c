package io.camus.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJarTest {
  private static final List<String> CONTENT =
      List.of("conf/logback.xml", "lib/b.jar", "lib/a.jar", "io/camus/Launch.class");

  @TempDir private Path folder;

  @Test
  void librariesAreTakenOutOfTheJar() throws IOException {
    Path jar = folder.resolve("camus-job.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : CONTENT) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }

    assertThat(new JobJar(jar).hasLibraries()).isTrue();
    assertUnpacked(new JobJar(jar).unpack());
  }

  @Test
  void librariesAreTakenFromWhereHadoopHasUnpackedTheJar() throws IOException {
    Path unpacked = folder.resolve("hadoop-unjar");
    for (String name : CONTENT) {
      Files.createDirectories(unpacked.resolve(name).getParent());
      Files.writeString(unpacked.resolve(name), name);
    }

    assertUnpacked(new JobJar(unpacked).unpack());
  }

  @Test
  void theJarIsWhereAClassWasLoadedFrom() throws IOException {
    assertThat(JobJar.containing(JobJar.class).root()).isDirectoryContaining("glob:**/io");
  }

  @Test
  void ourCodeAmongOtherJarsHasNoLibraries() throws IOException {
    Path jar = folder.resolve("camus-cli.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new ZipEntry("io/camus/Launch.class"));
    }

    assertThat(new JobJar(jar).hasLibraries()).isFalse();
    assertThat(JobJar.containing(JobJar.class).hasLibraries()).isFalse();
    assertThat(OwnCode.loader(Map.of())).isSameAs(OwnCode.class.getClassLoader());
  }

  private static void assertUnpacked(List<Path> classPath) throws IOException {
    Path copy = classPath.get(0).getParent();
    assertThat(classPath)
        .containsExactly(
            copy.resolve("conf"), copy.resolve("lib/a.jar"), copy.resolve("lib/b.jar"));
    assertThat(copy.resolve("conf/logback.xml")).hasContent("conf/logback.xml");
    assertThat(classPath.get(2)).hasContent("lib/b.jar");
    assertThat(copy.getFileName().toString())
        .as("a name by which the orphans of this process are found")
        .startsWith("camus-job-" + ProcessHandle.current().pid() + "-");
    assertThat(Files.getPosixFilePermissions(copy))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }
}
