package io.camus.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Two versions of a library, ours and the cluster's, made of this test's own classes. */
class OwnFirstLoaderTest {
  private static final String SHARED = OwnFirstLoaderTest.class.getName() + "$Shared";
  private static final String ONLY_THEIRS = OwnFirstLoaderTest.class.getName() + "$OnlyTheirs";

  @TempDir private Path folder;

  private URLClassLoader cluster;
  private OwnFirstLoader ours;

  /** In both jars. */
  static final class Shared {}

  /** In the same package, and only the cluster's jar has it. */
  static final class OnlyTheirs {}

  @BeforeEach
  void makeJars() throws IOException {
    cluster =
        new URLClassLoader(
            new URL[] {
              jar("theirs.jar", List.of(SHARED, ONLY_THEIRS), List.of("services", "only-theirs"))
                  .toUri()
                  .toURL(),
              classPathEntry(CommandLine.class)
            },
            ClassLoader.getPlatformClassLoader());
    ours =
        new OwnFirstLoader(List.of(jar("ours.jar", List.of(SHARED), List.of("services"))), cluster);
  }

  @AfterEach
  void close() throws IOException {
    ours.close();
    cluster.close();
  }

  @Test
  void aClassThatBothHaveIsOurs() throws Exception {
    assertThat(ours.loadClass(SHARED).getClassLoader()).isSameAs(ours);
    assertThat(ours.loadClass(SHARED)).isSameAs(ours.loadClass(SHARED));
  }

  @Test
  void aPackageIsNeverMadeOfBoth() throws Exception {
    assertThat(cluster.loadClass(ONLY_THEIRS).getClassLoader()).isSameAs(cluster);
    assertThatThrownBy(() -> ours.loadClass(ONLY_THEIRS))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void whatWeLackComesFromTheCluster() throws Exception {
    assertThat(ours.loadClass(CommandLine.class.getName()).getClassLoader()).isSameAs(cluster);
    assertThat(ours.loadClass("java.lang.String")).isSameAs(String.class);
  }

  @Test
  void aResourceThatBothHaveIsOursAlone() throws Exception {
    assertThat(Collections.list(ours.getResources("services"))).hasSize(1);
    assertThat(ours.getResource("services").toString()).contains("ours.jar");
    assertThat(ours.getResource("only-theirs").toString()).contains("theirs.jar");
    assertThat(Collections.list(ours.getResources("only-theirs"))).hasSize(1);
    assertThat(Collections.list(ours.getResources("nobody's"))).isEmpty();
  }

  private static URL classPathEntry(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private Path jar(String name, List<String> classes, List<String> resources) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String type : classes) {
        String entry = type.replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(entry));
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(entry)) {
          in.transferTo(out);
        }
      }
      for (String resource : resources) {
        out.putNextEntry(new ZipEntry(resource));
      }
    }
    return jar;
  }
}
