package io.camus.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Compiles a plug-in of a test into a jar. */
public final class PlugInJar {
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> services = new ArrayList<>();
  private final List<Path> libraries = new ArrayList<>();

  /**
   * Adds a class.
   *
   * @param name its full name
   */
  public PlugInJar with(String name, String source) {
    sources.put(name, source);
    return this;
  }

  /** Registers a class as a provider. */
  public PlugInJar provides(String name) {
    services.add(name);
    return this;
  }

  /** Compiles with another jar. */
  public PlugInJar using(Path jar) {
    libraries.add(jar);
    return this;
  }

  /** Writes it; the jar. */
  public Path write(Path jar) throws IOException {
    Files.createDirectories(jar.toAbsolutePath().getParent());
    Path work = Files.createTempDirectory("plug-in");
    Path classes = Files.createDirectories(work.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-cp", classPath(), "-d", classes.toString()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    if (!sources.isEmpty()) {
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new));
      assertThat(status).as("javac").isZero();
    }
    if (!services.isEmpty()) {
      Path file = classes.resolve("META-INF/services/io.camus.config.Provider");
      Files.createDirectories(file.getParent());
      Files.write(file, services);
    }
    pack(classes, jar);
    return jar;
  }

  private String classPath() {
    return Stream.concat(
            libraries.stream().map(Path::toString),
            Stream.of(System.getProperty("java.class.path")))
        .reduce((one, other) -> one + System.getProperty("path.separator") + other)
        .orElseThrow();
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }
}
